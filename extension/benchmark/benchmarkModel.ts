// The command that measures the model that is set: asks what, and whether generated code may run.
import { homedir } from "node:os";
import { basename } from "node:path";
import * as vscode from "vscode";
import type { CodingParams, ProblemChoice } from "../../server/protocol/benchmark";
import { type Effort, efforts, hasModel } from "../../server/protocol/settings";
import { actionEntries } from "../actions";
import type { Config } from "../config";
import { showProblem } from "../report";
import { budgetText, effortTitles } from "../view/effortText";
import type { BenchmarkPanel } from "./benchmarkPanel";
import type { Benchmarks } from "./benchmarks";
import { type Measure, measureItems, measurePlaceholder } from "./measures";
import { askToRunSolutions } from "./solutionConsent";

export interface BenchmarkDeps {
	readonly benchmarks: Benchmarks;
	readonly benchmarkPanel: BenchmarkPanel;
	readonly config: Config;
	/** Of the user, not of a workspace. */
	readonly memento: vscode.Memento;
}

const title = "Benchmark Model";
const fileKey = "rationale.benchmarkProblems";

export async function benchmarkModel(deps: BenchmarkDeps): Promise<void> {
	const { benchmarkPanel, benchmarks, config, memento } = deps;
	if (benchmarks.isBusy) {
		// There it can be watched and cancelled.
		benchmarkPanel.show();
		return;
	}
	await benchmarks.load();
	const measure = await pickMeasure(benchmarks.all.length > 0, memento);
	if (measure === "results") {
		benchmarkPanel.show();
	} else if (measure) {
		if (!hasModel(config.settings().model)) {
			await offerModel();
			return;
		}
		const isCoding = measure !== "speed";
		const effort = isCoding ? await pickEffort(config) : config.effort();
		const coding = effort && isCoding ? await askForCoding(measure, memento) : null;
		if (effort && (coding || !isCoding)) {
			await measureAndShow(deps, effort, coding ?? null);
		}
	}
}

async function measureAndShow(
	{ benchmarkPanel, benchmarks }: BenchmarkDeps,
	effort: Effort,
	coding: CodingParams | null,
) {
	const ended = benchmarks.run({ effort, coding });
	benchmarkPanel.show();
	const result = await ended;
	if (result.kind === "noModel") {
		await offerModel();
	} else if (result.kind === "invalid") {
		throw new Error(result.message);
	}
}

async function offerModel(): Promise<void> {
	await showProblem("There is no model to benchmark. Select one, and benchmark again.", ["selectModel"]);
}

async function pickMeasure(hasResults: boolean, memento: vscode.Memento): Promise<Measure | undefined> {
	const { isTrusted } = vscode.workspace;
	const items = measureItems({ isTrusted, hasResults, file: basename(memento.get(fileKey, "")) });
	const options = { title, placeHolder: measurePlaceholder(isTrusted) };
	return (await vscode.window.showQuickPick(items, options))?.measure;
}

async function pickEffort(config: Config): Promise<Effort | undefined> {
	const { budgets } = config.settings().reasoning;
	const current = config.effort();
	const items = efforts.map((effort) => ({
		effort,
		label: effortTitles[effort],
		description: effort === current ? "current" : "",
		detail: budgetText({ brief: budgets.brief, normal: budgets.normal, deep: budgets.deep }, effort, actionEntries),
	}));
	const placeHolder = "How long may it think about each problem?";
	return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.effort;
}

/** Undefined where the user leaves it, or does not agree. */
async function askForCoding(measure: "own" | "file", memento: vscode.Memento): Promise<CodingParams | undefined> {
	const problems: ProblemChoice | undefined = measure === "own" ? { kind: "own" } : await pickFile(memento);
	if (!problems || !vscode.workspace.isTrusted) {
		return undefined;
	}
	return (await askToRunSolutions(describe(problems))) ? { problems, isAgreed: true } : undefined;
}

function describe(problems: ProblemChoice): string {
	if (problems.kind === "own") {
		return "the 12 problems that come with Rationale";
	}
	const count = problems.limit === null ? "all problems" : `the first ${problems.limit} problems`;
	return `${count} of ${basename(problems.path)}`;
}

async function pickFile(memento: vscode.Memento): Promise<ProblemChoice | undefined> {
	const last = memento.get(fileKey, "");
	const [chosen] =
		(await vscode.window.showOpenDialog({
			title: "Select Problems in LiveCodeBench's Format",
			openLabel: "Select Problems",
			// The dialog opens where the file lies that was chosen last, with it selected.
			defaultUri: vscode.Uri.file(last === "" ? homedir() : last),
			filters: { "JSON lines and JSON": ["jsonl", "json"], "All files": ["*"] },
		})) ?? [];
	if (!chosen) {
		return undefined;
	}
	await memento.update(fileKey, chosen.fsPath);
	const limit = await pickLimit();
	return limit === undefined ? undefined : { kind: "file", path: chosen.fsPath, limit };
}

async function pickLimit(): Promise<number | null | undefined> {
	const items = [10, 25, 50, 100, null].map((limit) => ({
		limit,
		label: limit === null ? "All Problems" : `The First ${limit}`,
	}));
	const placeHolder = "How many problems? Each takes as long as a run with this effort.";
	return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.limit;
}

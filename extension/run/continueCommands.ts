// After the thought: other answers to it, other thoughts from one of its steps, and the way back.
import { window } from "vscode";
import { hasEnded, type RunSnapshot, type Step } from "../../server/protocol/run";
import { outcomeOf } from "../history/outcome";
import { branchTitles } from "../view/branches";
import type { StepText } from "./arguments";
import { branchEdit, familyOf } from "./branchEdit";
import { type EditOutcomeDeps, presentEdit } from "./editOutcome";
import { proposedRun } from "./outcomes";
import type { Runs } from "./runs";

export interface Collaborators {
	readonly runs: Runs;
	readonly view: { readonly shownId: string | undefined; showRun(id: string): void };
}

export async function anotherAnswer(deps: Collaborators, given: string | undefined): Promise<void> {
	const run = meantRun(deps, given);
	if (run && hasEnded(run.state)) {
		await deps.runs.continue(run.id, { kind: "answer" });
	} else {
		await window.showInformationMessage("Another answer can be asked for when a run has ended.");
	}
}

/** Thinks on from the user's words in place of a step; asks for both where they were not given. */
export async function resumeFromStep(
	deps: Collaborators & Pick<EditOutcomeDeps, "config">,
	given: StepText | undefined,
): Promise<void> {
	const run = meantRun(deps, given?.id);
	const at = given ?? (run && (await askStep(run)));
	if (!at || !run) {
		return;
	}
	if (!run.steps[at.step]) {
		throw new Error("That step is not there any more. Choose one of those that the sidebar shows.");
	}
	// Only what has ended can be gone on from.
	if (!hasEnded(run.state)) {
		await deps.runs.stop(run.id);
	}
	// As long as any run that is started now.
	await deps.runs.continue(run.id, { kind: "step", step: at.step, text: at.text }, deps.config.effort());
}

/** Shows a branch, and puts its edit in place of the other branches'; one whose edit is there already stays as it is. */
export async function chooseBranch(deps: Collaborators & EditOutcomeDeps, given: string | undefined): Promise<void> {
	const { config, proposals, runs, view } = deps;
	const run = given === undefined ? await pickBranch(deps) : runs.get(given);
	if (!run) {
		return;
	}
	view.showRun(run.id);
	const edit = branchEdit(run);
	if (edit && !proposals.stands(edit) && run.state.kind === "done" && run.state.result.kind === "edit") {
		await presentEdit(deps, proposedRun(deps, run), run.state.result, config.presentation());
	}
}

/** The run with this id; without one the shown run, else the latest. */
export function meantRun({ runs, view }: Collaborators, given: string | undefined): RunSnapshot | undefined {
	return given === undefined ? (runs.get(view.shownId ?? "") ?? runs.all()[0]) : runs.get(given);
}

async function askStep(run: RunSnapshot): Promise<StepText | undefined> {
	const step = await pickStep(run.steps);
	const typed = step && (await askText(step));
	return step && typed !== undefined ? { id: run.id, step: step.index, text: typed } : undefined;
}

async function pickStep(steps: readonly Step[]): Promise<Step | undefined> {
	if (steps.length === 0) {
		await window.showInformationMessage("There is no thought to resume.");
		return undefined;
	}
	const items = steps.map((step) => ({ step, label: `${step.index + 1}. ${step.text.replaceAll(/\s+/g, " ")}` }));
	const chosen = await window.showQuickPick(items, {
		title: "Resume from a Step",
		placeHolder: "Which step should say something else?",
	});
	return chosen?.step;
}

/** An input box has one line. */
const lineBreak = "⏎";

async function askText({ index, text }: Step): Promise<string | undefined> {
	const typed = await window.showInputBox({
		title: `Resume from Step ${index + 1}`,
		prompt: `The model thinks on from here; without words it thinks the step anew. ${lineBreak} is the end of a line.`,
		value: text.replaceAll("\n", lineBreak),
		valueSelection: [text.length, text.length],
	});
	return typed?.replaceAll(lineBreak, "\n").trim();
}

async function pickBranch(deps: Collaborators & EditOutcomeDeps): Promise<RunSnapshot | undefined> {
	const shown = meantRun(deps, undefined);
	const family = shown ? familyOf(deps.runs.all(), shown) : [];
	const titles = branchTitles(family);
	const items = family.map((run, index) => ({
		run,
		label: titles[index] ?? "",
		description: [outcomeOf(run, undefined).text, run.id === shown?.id ? "shown" : ""]
			.filter((it) => it !== "")
			.join(" · "),
	}));
	const chosen = await window.showQuickPick(items, {
		title: "Switch Branch",
		placeHolder: "Whose edit should stand in the editor?",
	});
	return chosen?.run;
}

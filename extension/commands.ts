import * as vscode from "vscode";
import { unloadModelRequest } from "../server/protocol/model";
import { type BenchmarkDeps, benchmarkModel } from "./benchmark/benchmarkModel";
import type { Client } from "./client";
import { showCompletionCounters, toggleCompletions } from "./completion/completionCommands";
import { DisposableStore } from "./disposable";
import { selectEffort } from "./effortPicker";
import { openSample, showWalkthrough } from "./firstRun";
import type { History } from "./history/history";
import { deleteAllRuns, deleteRun, exportRun } from "./history/historyCommands";
import { manageDownloads } from "./model/downloadCommands";
import type { Downloads } from "./model/downloads";
import { type HubTokens, setHubToken } from "./model/hubToken";
import { removeServerKey } from "./modelServer/keyCommands";
import { useServer } from "./modelServer/useServer";
import type { Proposals } from "./proposal/proposals";
import { reported } from "./report";
import { hunkOf, idOf, indexOf, stepTextOf, whyOf } from "./run/arguments";
import { compareBranches } from "./run/compareBranches";
import { anotherAnswer, chooseBranch, resumeFromStep } from "./run/continueCommands";
import type { Notices } from "./run/notices";
import { runAgain, runWithThought, startRun } from "./run/runCommands";
import type { Runs } from "./run/runs";
import { steerRun, stopRun } from "./run/steerCommands";
import { type SelectDeps, selectCompletionModel, selectModel, selectReasonOf } from "./selectModel";
import type { ServerKeys } from "./serverKeys";
import { showActions } from "./showActions";
import type { CheckResults } from "./verify/checkResults";
import type { Checks } from "./verify/checks";
import { fixNewProblems, showNewProblems } from "./verify/problemCommands";
import { steeringProblem } from "./view/lacking";
import type { ModelStatus } from "./view/modelStatus";
import type { ReasoningView } from "./view/reasoningView";
import { showWhy } from "./view/why";

export interface CommandDeps extends SelectDeps, BenchmarkDeps {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly notices: Notices;
	readonly history: History;
	readonly checks: Checks;
	readonly checkResults: CheckResults;
	readonly view: ReasoningView;
	readonly downloads: Downloads;
	readonly hubTokens: HubTokens;
	readonly model: ModelStatus;
	readonly keys: ServerKeys;
	readonly memento: vscode.Memento;
}

/**
 * Every command and what it does. They are called with nothing by the palette, with a place by the lightbulb, with a run
 * or one of its hunks by the sidebar and the CodeLenses, and with whatever a menu adds.
 */
export function registerCommands(deps: CommandDeps): vscode.Disposable {
	const { client, config, log, proposals } = deps;
	const handlers: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
		"rationale.fixCode": (place) => startRun(deps, "fix", place),
		"rationale.refactorCode": (place) => startRun(deps, "refactor", place),
		"rationale.documentCode": (place) => startRun(deps, "document", place),
		"rationale.writeTests": (place) => startRun(deps, "tests", place),
		"rationale.explainCode": (place) => startRun(deps, "explain", place),
		"rationale.editCode": (place) => startRun(deps, "edit", place),
		"rationale.completeCode": (place) => startRun(deps, "complete", place),
		"rationale.runWithThought": (place) => steering(deps, () => runWithThought(deps, place)),
		"rationale.answerNow": (id) => steering(deps, () => steerRun(deps, "answerNow", idOf(id))),
		"rationale.thinkMore": (id) => steering(deps, () => steerRun(deps, "thinkMore", idOf(id))),
		"rationale.stopRun": (id) => stopRun(deps, idOf(id)),
		"rationale.runAgain": (id) => runAgain(deps, idOf(id)),
		"rationale.anotherAnswer": (id) => steering(deps, () => anotherAnswer(deps, idOf(id))),
		"rationale.resumeFromStep": (...step) => steering(deps, () => resumeFromStep(deps, stepTextOf(step))),
		"rationale.chooseBranch": (id) => chooseBranch(deps, idOf(id)),
		"rationale.compareBranches": (id) => compareBranches(deps, idOf(id)),
		"rationale.selectEffort": (effort) => selectEffort(config, effort),
		"rationale.acceptHunk": (...hunk) => accept(proposals, hunkOf(hunk)),
		"rationale.rejectHunk": (...hunk) => reject(proposals, hunkOf(hunk)),
		"rationale.acceptAll": (id) => acceptAll(proposals, idOf(id)),
		"rationale.rejectAll": (id) => rejectAll(proposals, idOf(id)),
		"rationale.showWhy": (...hunk) => showWhy(deps, whyOf(hunk)),
		"rationale.showNewProblems": (id, hunk, problem) =>
			showNewProblems(deps, idOf(id), { hunk: indexOf(hunk), problem: indexOf(problem) }),
		"rationale.fixNewProblems": (id) => fixNewProblems(deps, idOf(id)),
		"rationale.goToNextHunk": () => proposals.goToHunk("next"),
		"rationale.goToPreviousHunk": () => proposals.goToHunk("previous"),
		"rationale.showHistory": () => deps.view.showHistory(),
		"rationale.exportRun": (id) => exportRun(deps, idOf(id)),
		"rationale.deleteRun": (id) => deleteRun(deps, idOf(id)),
		"rationale.deleteAllRuns": () => deleteAllRuns(deps),
		"rationale.selectModel": (reason) => selectModel(deps, selectReasonOf(reason)),
		"rationale.selectCompletionModel": () => selectCompletionModel(deps),
		"rationale.manageDownloads": () => manageDownloads(deps.downloads),
		"rationale.setHubToken": () => setHubToken(config, deps.hubTokens),
		"rationale.useServer": () => useServer(deps),
		"rationale.removeServerKey": () => removeServerKey(deps.keys),
		"rationale.toggleCompletions": () => toggleCompletions(config, deps.memento),
		"rationale.showCompletionCounters": () => showCompletionCounters(client),
		"rationale.benchmarkModel": () => benchmarkModel(deps),
		"rationale.unloadModel": () => unloadModel(client),
		"rationale.restartServer": () => client.restart(),
		"rationale.showLog": () => log.show(),
		"rationale.showActions": () => showActions(deps),
		"rationale.getStarted": () => showWalkthrough(),
		"rationale.openSample": () => openSample(),
	};
	const store = new DisposableStore();
	for (const [id, handler] of Object.entries(handlers)) {
		store.add(vscode.commands.registerCommand(id, (...args: unknown[]) => reported(log, () => handler(...args))));
	}
	return store;
}

type HunkPlace = ReturnType<typeof hunkOf>;

function accept(proposals: Proposals, at: HunkPlace): Promise<void> {
	return at ? proposals.accept(at.id, at.hunk) : proposals.acceptAtCursor();
}

function reject(proposals: Proposals, at: HunkPlace): Promise<void> {
	return at ? proposals.reject(at.id, at.hunk) : proposals.rejectAtCursor();
}

function acceptAll(proposals: Proposals, id: string | undefined): Promise<void> {
	return id ? proposals.accept(id, "all") : proposals.acceptAllInEditor();
}

function rejectAll(proposals: Proposals, id: string | undefined): Promise<void> {
	return id ? proposals.reject(id, "all") : proposals.rejectAllInEditor();
}

/** What takes a hand to a thought; says why, where the model has none to take it to. */
async function steering({ model }: CommandDeps, work: () => Promise<void>): Promise<void> {
	const problem = steeringProblem(model.view());
	if (problem === undefined) {
		await work();
	} else {
		await vscode.window.showInformationMessage(problem);
	}
}

/** A server that is not running has no model to unload. */
async function unloadModel(client: Client): Promise<void> {
	if (client.isStarted) {
		await (await client.started()).sendRequest(unloadModelRequest);
	}
}

import * as vscode from "vscode";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { actionEntries } from "../actions";
import { reported } from "../report";
import { familyOf } from "../run/branchEdit";
import type { Runs } from "../run/runs";
import type { History } from "./history";
import { outcomeOf } from "./outcome";
import { placeOf } from "./place";
import { runMarkdown } from "./runMarkdown";

interface Collaborators {
	readonly runs: Runs;
	readonly history: History;
	readonly view: { readonly shownId: string | undefined };
	readonly log: vscode.LogOutputChannel;
}

/** Opens a run as an unsaved Markdown document. */
export async function exportRun(deps: Collaborators, given: string | undefined): Promise<void> {
	const { history } = deps;
	const run = await runFor(deps, given);
	const branches = familyOf(deps.runs.all(), run).map((it) => ({
		run: it,
		outcome: outcomeOf(it, history.proposalOf(it.id)).text,
	}));
	const content = runMarkdown({
		run,
		path: vscode.workspace.asRelativePath(vscode.Uri.parse(run.uri)),
		branches,
		proposal: history.proposalOf(run.id),
	});
	await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "markdown", content }));
}

/** Deletes a run with all that began as one with it, and offers to take that back. */
export async function deleteRun(deps: Collaborators, given: string | undefined): Promise<void> {
	const { history, log } = deps;
	const run = await runFor(deps, given);
	const family = familyOf(deps.runs.all(), run);
	if (family.some(({ state }) => !hasEnded(state))) {
		throw new Error("The run is still going on. Stop it first.");
	}
	const deleted = await history.delete(family);
	const count = family.length === 1 ? "" : ` (${family.length} branches)`;
	const message = `Deleted from the history: ${titleOf(run)}${count}.`;
	const undo = "Undo";
	// The command is done; the message may stay for as long as it likes.
	void reported(log, async () => {
		if ((await vscode.window.showInformationMessage(message, undo)) === undo) {
			await history.restore(deleted);
		}
	});
}

export async function deleteAllRuns({ runs, history }: Collaborators): Promise<void> {
	await history.settled();
	const ended = runs.all().filter(({ state }) => hasEnded(state));
	if (ended.length === 0) {
		await vscode.window.showInformationMessage("The history is empty.");
		return;
	}
	const subject = ended.length === 1 ? "the one run" : `all ${ended.length} runs`;
	const confirm = "Delete All";
	const options = {
		modal: true,
		detail: "Their thoughts, answers and branches are lost. Your files stay as they are.",
	};
	const chosen = await vscode.window.showWarningMessage(`Delete ${subject} of this workspace?`, options, confirm);
	if (chosen === confirm) {
		await history.delete(ended);
	}
}

/** The given run, else the one that the sidebar shows, else the newest one. */
async function runFor({ runs, history, view }: Collaborators, given: string | undefined): Promise<RunSnapshot> {
	await history.settled();
	const run = runs.get(given ?? view.shownId ?? "") ?? (given === undefined ? runs.all()[0] : undefined);
	if (!run) {
		throw new Error("There is no such run in the history.");
	}
	return run;
}

function titleOf(run: RunSnapshot): string {
	return `${actionEntries[run.action].title.replace("…", "")} ${placeOf(run)}`;
}

// What becomes of a run that has ended: a proposal in the editor, a new file, or a message that says what to do.
import * as vscode from "vscode";
import type { RunSnapshot } from "../../server/protocol/run";
import type { ProposedRun } from "../proposal/proposals";
import { reported, showProblem } from "../report";
import { offerSmaller } from "../smallerModel";
import { type EditOutcomeDeps, presentEdit } from "./editOutcome";
import { remediesFor } from "./failure";
import { openNewFile } from "./newFile";

export function registerOutcomes(deps: EditOutcomeDeps, log: vscode.LogOutputChannel): vscode.Disposable {
	return deps.runs.onDidEnd((run) => {
		log.debug(`Run ${run.id} (${run.action}) has ended: ${run.state.kind}.`);
		void reported(log, () => present(deps, run));
	});
}

/** A run as its proposal needs it, with its document under the name that it has now. */
export function proposedRun({ runs }: Pick<EditOutcomeDeps, "runs">, { id, steps, uri }: RunSnapshot): ProposedRun {
	return { id, uri: runs.codeOf(id)?.uri ?? vscode.Uri.parse(uri), steps };
}

async function present(deps: EditOutcomeDeps, run: RunSnapshot): Promise<void> {
	const { state } = run;
	if (state.kind === "failed" && state.reason === "outOfMemory") {
		await offerSmaller(deps, state.message, () => vscode.commands.executeCommand("rationale.runAgain", run.id));
	} else if (state.kind === "failed") {
		await showProblem(state.message, remediesFor(state.reason), run.id);
	}
	if (state.kind !== "done") {
		return;
	}
	const proposed = proposedRun(deps, run);
	// The others are in the sidebar, and nowhere else.
	if (state.result.kind === "edit") {
		await presentEdit(deps, proposed, state.result, deps.config.presentation());
	} else if (state.result.kind === "newFile") {
		await openNewFile(state.result, proposed.uri);
	}
}

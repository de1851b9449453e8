// What becomes of a run that has ended: a proposal in the editor, a new file, or a message that says what to do.
import * as vscode from "vscode";
import type { RunSnapshot } from "../../server/protocol/run";
import { reported, showProblem } from "../report";
import { type EditOutcomeDeps, presentEdit } from "./editOutcome";
import { remediesFor } from "./failure";
import { openNewFile } from "./newFile";

export function registerOutcomes(deps: EditOutcomeDeps, log: vscode.LogOutputChannel): vscode.Disposable {
	return deps.runs.onDidEnd((run) => {
		log.debug(`Run ${run.id} (${run.action}) has ended: ${run.state.kind}.`);
		void reported(log, () => present(deps, run));
	});
}

async function present(deps: EditOutcomeDeps, { id, state, steps, ...run }: RunSnapshot): Promise<void> {
	if (state.kind === "failed") {
		await showProblem(state.message, remediesFor(state.reason), id);
	}
	if (state.kind !== "done") {
		return;
	}
	const uri = deps.runs.codeOf(id)?.uri ?? vscode.Uri.parse(run.uri);
	// The others are in the sidebar, and nowhere else.
	if (state.result.kind === "edit") {
		await presentEdit(deps, { id, uri, steps }, state.result, deps.config.presentation());
	} else if (state.result.kind === "newFile") {
		await openNewFile(state.result, uri);
	}
}

import * as vscode from "vscode";
import type { Proposals } from "../proposal/proposals";
import { strongestLink } from "../proposal/why";
import type { Runs } from "../run/runs";
import type { ReasoningView } from "./reasoningView";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly view: ReasoningView;
}

/** Shows the step that a hunk goes back to; without a hunk, that of the one at the cursor. */
export async function showWhy(
	{ runs, proposals, view }: Collaborators,
	given: { readonly id: string; readonly hunk: number } | undefined,
): Promise<void> {
	const at = given ?? proposals.hunkAtCursor();
	if (!at) {
		await vscode.window.showInformationMessage("Put the cursor into a change to see why it was made.");
		return;
	}
	const state = runs.get(at.id)?.state;
	const links = state?.kind === "done" && state.result.kind === "edit" ? state.result.links : [];
	const strongest = strongestLink(at.hunk, links);
	if (strongest) {
		await view.markStep(at.id, strongest.step);
	} else {
		view.showRun(at.id);
		await view.reveal({ takesFocus: true });
	}
}

import * as vscode from "vscode";
import type { Proposals } from "../proposal/proposals";
import { linksOf } from "../proposal/why";
import type { Runs } from "../run/runs";
import type { ReasoningView } from "./reasoningView";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly view: ReasoningView;
}

/** Shows a step that a hunk goes back to: the best one, where none is given. Without a hunk, of the one at the cursor. */
export async function showWhy(
	{ runs, proposals, view }: Collaborators,
	given: { readonly id: string; readonly hunk: number; readonly step?: number } | undefined,
): Promise<void> {
	const at = given ?? proposals.hunkAtCursor();
	if (!at) {
		await vscode.window.showInformationMessage("Put the cursor into a change to see why it was made.");
		return;
	}
	const state = runs.get(at.id)?.state;
	const links = state?.kind === "done" && state.result.kind === "edit" ? linksOf(at.hunk, state.result.links) : [];
	const link = links.find(({ step }) => step === given?.step) ?? links[0];
	if (link) {
		await view.markStep({ id: at.id, step: link.step, hunk: at.hunk });
	} else {
		view.showRun(at.id);
		await view.reveal({ takesFocus: true });
	}
}

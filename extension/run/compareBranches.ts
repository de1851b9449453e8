// Two branches of a run side by side, in the diff editor: what each makes of the same code.
import { window } from "vscode";
import type { RunSnapshot } from "../../server/protocol/run";
import { branchTitles } from "../view/branches";
import { familyOf } from "./branchEdit";
import { type Collaborators, meantRun } from "./continueCommands";
import type { EditOutcomeDeps } from "./editOutcome";
import { proposedRun } from "./outcomes";

/** Compares the shown branch, or the given one, with another; asks which where there are several. */
export async function compareBranches(deps: Collaborators & EditOutcomeDeps, given: string | undefined): Promise<void> {
	const run = meantRun(deps, given);
	const family = run ? familyOf(deps.runs.all(), run) : [];
	const titles = branchTitles(family);
	const others = family.flatMap((it, index) => (it.id === run?.id ? [] : [{ run: it, label: titles[index] ?? "" }]));
	if (!run || others.length === 0) {
		await window.showInformationMessage("There is no other branch of this run to compare it with.");
		return;
	}
	const placeHolder = "Compare with which branch?";
	const other = others.length === 1 ? others[0] : await window.showQuickPick(others, { placeHolder });
	if (!other) {
		return;
	}
	const title = `${other.label} ↔ ${titles[family.indexOf(run)]}`;
	const sides = { before: resultText(other.run), after: resultText(run), title };
	await deps.proposals.showDiff({ ...proposedRun(deps, run), id: `${other.run.id}/${run.id}` }, sides);
}

/** The code as the branch would have it, or its answer where it has no edit. */
function resultText({ answer, code, state }: RunSnapshot): string {
	if (state.kind !== "done") {
		return answer;
	}
	switch (state.result.kind) {
		case "edit":
			return state.result.edit.newText;
		case "newFile":
			return state.result.text;
		case "unchanged":
			return code;
		default:
			return answer;
	}
}

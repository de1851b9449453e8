import * as vscode from "vscode";
import type { ProposalView } from "../../media/reasoning/protocol";
import type { RunSnapshot } from "../../server/protocol/run";
import { nameOf } from "../proposal/openDocument";
import { familyOf } from "../run/branchEdit";
import type { Runs } from "../run/runs";
import { findCode } from "./currentCode";

/**
 * What to say of a run's file: that it has changed since, or is gone; empty where its code is still there, be it with the
 * edit of another branch. The code of a run of an earlier window is followed from there on.
 */
export async function fileNote(
	runs: Runs,
	run: RunSnapshot,
	proposalOf: (id: string) => ProposalView | undefined,
): Promise<string> {
	const code = runs.codeOf(run.id);
	if (!code) {
		return "";
	}
	const text = await textOf(code.uri);
	if (text === undefined) {
		return `${nameOf(code.uri)} is not there any more. It may have been moved or deleted.`;
	}
	const branches = [run, ...familyOf(runs.all(), run).filter(({ id }) => id !== run.id)];
	const places = branches.map((it) => findCode(text, it, proposalOf(it.id), code.lines.start));
	const found = places.find((it) => it !== undefined);
	if (!found) {
		return `The file has changed since: the code of this run is not in ${nameOf(code.uri)} any more.`;
	}
	runs.placeCode(run.id, found);
	return "";
}

/** As it is in the editor, else on the disk; undefined where it is in neither. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
	const open = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
	if (open) {
		return open.getText();
	}
	try {
		return await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
	} catch {
		// Gone, or out of reach: to the user it is the same.
		return undefined;
	}
}

import type * as vscode from "vscode";
import type { HunkNotes } from "../proposal/codeLenses";
import { indexesOf, type MarkedHunk } from "../proposal/markedText";
import type { CheckResults } from "./checkResults";

/** Above a hunk: the problems that it brought, and a way to have them fixed. */
export function problemNotes(results: CheckResults): HunkNotes {
	return {
		onDidChange: results.onDidChange,
		of: (hunk, isFirst) => notesOf(results, hunk, isFirst),
	};
}

function notesOf(results: CheckResults, hunk: MarkedHunk, isFirst: boolean): readonly vscode.Command[] {
	const own = indexesOf(hunk);
	const problems = (results.view(hunk.run)?.problems ?? []).filter((it) =>
		it.hunk === null ? isFirst : own.includes(it.hunk),
	);
	if (problems.length === 0) {
		return [];
	}
	const icon = problems.some(({ severity }) => severity === "error") ? "error" : "warning";
	const count = problems.length === 1 ? "1 new problem" : `${problems.length} new problems`;
	const show = {
		title: `$(${icon}) ${count}`,
		command: "rationale.showNewProblems",
		arguments: [hunk.run, ...(isFirst ? [] : [hunk.index])],
	};
	const fix = { title: "Fix What It Broke", command: "rationale.fixNewProblems", arguments: [hunk.run] };
	// The tests' output says what is wrong; the model is not told of it.
	return problems.some(({ where }) => where !== "") ? [show, fix] : [show];
}

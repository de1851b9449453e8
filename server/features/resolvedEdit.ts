import type { TextDocument } from "vscode-languageserver-textdocument";
import { splitLines } from "../edit/lines";
import { rebaseRange } from "../edit/rebase";
import type { RunSnapshot } from "../protocol/run";
import type { ResolvedEdit } from "../protocol/runs";
import type { Assignment } from "./assignment";
import { lineEnding } from "./target";

/** Places a run's edit in its document as that is now; `document` is undefined where it is not open any more. */
export function resolveEdit(
	{ assignment, snapshot }: { readonly assignment: Assignment; readonly snapshot: RunSnapshot },
	document: TextDocument | undefined,
): ResolvedEdit {
	if (snapshot.state.kind !== "done" || snapshot.state.result.kind !== "edit") return { kind: "none" };
	const { edit, hunks, links } = snapshot.state.result;
	const { code: before, document: original } = assignment.target;
	const after = edit.newText;
	if (!document) return { kind: "closed", before, after };
	const range = rebaseRange(original.getText(), document.getText(), edit.range);
	if (!range) return { kind: "changed", before, after };
	// The user may have changed the line endings meanwhile.
	const newText = splitLines(after).join(lineEnding(document, range));
	const moved = range.start.line - edit.range.start.line;
	return {
		kind: "edit",
		version: document.version,
		edit: { range, newText },
		hunks: hunks.map((hunk) => ({ ...hunk, oldStart: hunk.oldStart + moved, newStart: hunk.newStart + moved })),
		links,
	};
}

// A run's edit at another place: its file was renamed, so the server that placed it knows the document no more.

import type { RunResult } from "../../server/protocol/run";
import type { ResolvedEdit } from "../../server/protocol/runs";

/** The edit `delta` lines further down, in the document of that version. */
export function movedEdit(
	{ edit, hunks, links }: Extract<RunResult, { kind: "edit" }>,
	delta: number,
	version: number,
): Extract<ResolvedEdit, { kind: "edit" }> {
	const { start, end } = edit.range;
	return {
		kind: "edit",
		version,
		edit: {
			range: {
				start: { ...start, line: start.line + delta },
				end: { ...end, line: end.line + delta },
			},
			newText: edit.newText,
		},
		hunks: hunks.map((hunk) => ({
			...hunk,
			oldStart: hunk.oldStart + delta,
			newStart: hunk.newStart + delta,
		})),
		links,
	};
}

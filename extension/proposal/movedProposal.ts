import type { Proposal } from "./markedText";

/** A proposal `delta` lines further down. */
export function movedProposal({ edit, hunks }: Proposal, delta: number): Proposal {
	const { start, end } = edit.range;
	return {
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
	};
}

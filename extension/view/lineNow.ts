// Where a line that a thought names stands, once the edit that followed from it is in the document.
import type { ProposalView } from "../../media/reasoning/protocol";
import type { Hunk } from "../../server/protocol/run";

/** `line` and `hunks` are of the document before the edit. A hunk without a decision is not in the document. */
export function lineNow(
	line: number,
	hunks: readonly Hunk[],
	decisions: readonly (ProposalView["hunks"][number]["decision"] | undefined)[],
): number {
	return hunks.reduce((moved, hunk, index) => {
		const isInDocument = decisions[index] === "pending" || decisions[index] === "accepted";
		const removed = hunk.oldLines.length;
		const isBefore = hunk.oldStart + removed <= line;
		return isInDocument && isBefore ? moved + hunk.newLines.length - removed : moved;
	}, line);
}

// Whether what a run was about is still in its file.
import type { HunkDecision, ProposalView } from "../../media/reasoning/protocol";
import type { RunSnapshot } from "../../server/protocol/run";
import { replaceLines } from "../proposal/edits";
import { splitLines } from "../proposal/lineSplice";

/**
 * The first line of the run's code in a text, `near` where it is there more than once: of the code as it was, or as it
 * is with what was not rejected of the edit. Undefined where neither is there as whole lines.
 */
export function findCode(
	text: string,
	run: RunSnapshot,
	proposal: ProposalView | undefined,
	near: number,
): { readonly start: number; readonly end: number } | undefined {
	const lines = splitLines(text);
	for (const code of versionsOf(run, proposal)) {
		const starts = [near, ...lines.keys()];
		const start = starts.find((at) => code.every((line, index) => lines[at + index] === line));
		if (start !== undefined) {
			return { start, end: start + code.length - 1 };
		}
	}
	return undefined;
}

/** What the code may look like now, the likeliest first. */
function versionsOf(run: RunSnapshot, proposal: ProposalView | undefined): readonly (readonly string[])[] {
	const before = splitLines(run.code);
	if (run.state.kind !== "done" || run.state.result.kind !== "edit") {
		return [before];
	}
	const isIn = (decision: HunkDecision | "undecided" | undefined) => decision !== undefined && decision !== "rejected";
	const replacements = run.state.result.hunks
		.filter(({ index }) => isIn(proposal?.hunks[index]?.decision))
		.map(({ oldStart, oldLines, newLines }) => {
			const start = oldStart - run.range.start.line;
			return { start, end: start + oldLines.length, lines: newLines };
		});
	return [replaceLines(before, replacements), before];
}

// One branch's edit in place of another's. Both are edits of the same code, so the one is taken back before the other is
// put in; what the document sees is one edit, and what was there before is one undo away.
import type { LineReplacement } from "./edits";
import { areSameLines, lineSplices, splitLines } from "./lineSplice";
import {
	type Change,
	isPending,
	type MarkedHunk,
	type MarkedText,
	originalLines,
	type Proposal,
	propose,
	restore,
} from "./markedText";
import { movedProposal } from "./movedProposal";

/** A run's edit, and the code that it is an edit of. */
export interface BranchEdit extends Proposal {
	readonly run: string;
	readonly code: string;
	/** First line of the code, as the edit counts lines. */
	readonly start: number;
}

/** The hunks of an edit that are in the text: pending ones, and those that were accepted and are still there. */
export function standingHunks(text: MarkedText, { run, hunks }: BranchEdit): readonly MarkedHunk[] {
	return text.hunks.filter((hunk) => {
		const isOwn = hunk.run === run;
		const isAccepted = hunk.decision === "accepted" && isAsProposed(text, hunk, hunks);
		return isOwn && (hunk.decision === "pending" || isAccepted);
	});
}

/**
 * Takes the edits of other branches back and puts the chosen one in. `none`: there is nothing to take back. `changed`:
 * the code, or what was proposed for it, is not as the runs knew it.
 */
export function exchange(
	document: MarkedText,
	others: readonly BranchEdit[],
	chosen: BranchEdit,
): Change | "none" | "changed" {
	const isMarked = [chosen, ...others].some(({ run }) => document.hunks.some((hunk) => hunk.run === run));
	const text = isMarked ? document : recognized(document, others);
	const found = others.flatMap((branch) => standingHunks(text, branch).map((hunk) => ({ branch, hunk })));
	const [first] = found;
	if (!first) {
		return "none";
	}
	if (!found.every(({ branch, hunk }) => isAsProposed(text, hunk, branch.hunks))) {
		return "changed";
	}
	const original = restore(text, (hunk) => found.some((it) => it.hunk === hunk)).after;
	const start = startOfCode(original, first.branch, first.hunk);
	const code = splitLines(chosen.code);
	if (!areSameLines(original.lines.slice(start, start + code.length), code)) {
		return "changed";
	}
	const proposal = propose(original, chosen.run, movedProposal(chosen, start - chosen.start));
	return proposal ? joined(text, proposal, chosen.run) : "changed";
}

/** Marks are gone with the window that made them: an edit that was accepted in an earlier one is known by its lines. */
function recognized(text: MarkedText, branches: readonly BranchEdit[]): MarkedText {
	for (const branch of branches) {
		const offset = offsetOf(text.lines, branch);
		// Lines that are proposed now were not accepted earlier, though they look the same.
		const isOwn = offsetOf(originalLines(text), branch) !== undefined;
		if (offset !== undefined && isOwn && !isProposedIn(text, branch.edit, offset)) {
			const marks = branch.hunks.map((hunk): MarkedHunk => {
				const start = hunk.newStart + offset;
				const end = start + hunk.newLines.length;
				return { run: branch.run, index: hunk.index, oldLines: hunk.oldLines, start, end, decision: "accepted" };
			});
			return { lines: text.lines, hunks: [...text.hunks, ...marks].sort((a, b) => a.start - b.start || a.end - b.end) };
		}
	}
	return text;
}

/** How much further down an edit stands in the lines; undefined if it may also be that the code stands there as it was. */
function offsetOf(lines: readonly string[], { code, edit }: BranchEdit): number | undefined {
	const edited = splitLines(edit.newText);
	const [start, ...further] = placesOf(edited, lines);
	if (start === undefined || further.length > 0) {
		return undefined;
	}
	const original = splitLines(code);
	const end = start + edited.length;
	const isWithin = placesOf(original, lines).every((at) => at >= start && at + original.length <= end);
	return isWithin ? start - edit.range.start.line : undefined;
}

function isProposedIn({ hunks }: MarkedText, { range, newText }: BranchEdit["edit"], offset: number): boolean {
	const start = range.start.line + offset;
	const end = start + splitLines(newText).length;
	return hunks.some((hunk) => isPending(hunk) && hunk.start <= end && start <= hunk.end);
}

function placesOf(part: readonly string[], lines: readonly string[]): readonly number[] {
	return [...lines.keys()].filter((at) => part.every((line, index) => lines[at + index] === line));
}

/** Whether the user has typed nothing into it. */
function isAsProposed({ lines }: MarkedText, hunk: MarkedHunk, proposed: BranchEdit["hunks"]): boolean {
	const newLines = proposed.find(({ index }) => index === hunk.index)?.newLines;
	return newLines !== undefined && areSameLines(lines.slice(hunk.start, hunk.end), newLines);
}

/** Told from one of its hunks, which has stayed with its lines. */
function startOfCode({ hunks }: MarkedText, branch: BranchEdit, { run, index }: MarkedHunk): number {
	const now = hunks.find((hunk) => hunk.run === run && hunk.index === index)?.start ?? 0;
	const oldStart = branch.hunks.find((hunk) => hunk.index === index)?.oldStart ?? 0;
	return now - (oldStart - branch.start);
}

/** The way from the text to where the proposal leads, in one. */
function joined(text: MarkedText, { before, after }: Change, run: string): Change {
	const isNew = text.hunks.every((hunk) => hunk.run !== run);
	// After an undo they are looked for among those that were there before.
	const added = isNew ? before.hunks.filter((hunk) => hunk.run === run).map((hunk) => placed(text, hunk)) : [];
	return {
		before: { lines: text.lines, hunks: [...text.hunks, ...added] },
		after,
		replacements: replacementsBetween(text.lines, after.lines),
	};
}

function placed({ lines }: MarkedText, hunk: MarkedHunk): MarkedHunk {
	const start = Math.min(hunk.start, lines.length);
	return { ...hunk, start, end: start };
}

function replacementsBetween(before: readonly string[], after: readonly string[]): readonly LineReplacement[] {
	const end = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
	const change = { range: { start: { line: 0, character: 0 }, end }, text: after.join("\n") };
	return lineSplices(before, change).map(({ start, removed, inserted }) => ({
		start,
		end: start + removed,
		lines: inserted,
	}));
}

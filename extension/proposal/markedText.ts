import type { HunkDecision } from "../../media/reasoning/protocol";
import type { Edit, Hunk } from "../../server/protocol/run";
import { type LineReplacement, replaceLines } from "./edits";
import { areSameLines, splitLines } from "./lineSplice";
import { groupHunks, type HunkGroup } from "./takeOver";

/** A document's lines and all hunks that were proposed for it, in the order of the text. */
export interface MarkedText {
	readonly lines: readonly string[];
	readonly hunks: readonly MarkedHunk[];
}

/** A run's hunk, and the lines `[start, end)` where it stands; with none of its own it stands before line `start`. */
export interface MarkedHunk {
	readonly run: string;
	readonly index: number;
	/** Other hunks of the run that are decided with this one. */
	readonly also?: readonly number[];
	readonly oldLines: readonly string[];
	readonly start: number;
	readonly end: number;
	readonly decision: HunkDecision;
}

/** One edit of the text: the replacements lead from `before` to `after`. */
export interface Change {
	readonly before: MarkedText;
	readonly after: MarkedText;
	readonly replacements: readonly LineReplacement[];
}

export type HunkTest = (hunk: MarkedHunk) => boolean;

export const isPending: HunkTest = (hunk) => hunk.decision === "pending";

/** Picks one hunk of a run, or all of them. */
export function hunksOf(run: string, index: number | "all"): HunkTest {
	return (hunk) => hunk.run === run && (index === "all" || indexesOf(hunk).includes(index));
}

/** All of the run's hunks that a marked one stands for. */
export function indexesOf({ index, also = [] }: MarkedHunk): readonly number[] {
	return [index, ...also];
}

/** An edit and the hunks that it consists of. */
export interface Proposal {
	readonly edit: Edit;
	readonly hunks: readonly Hunk[];
}

/**
 * Puts a run's hunks into the text; undefined if they are not what the edit does to it. Pending hunks of other runs
 * that they overlap are taken over: what is rejected becomes the user's own lines again.
 */
export function propose(text: MarkedText, run: string, { edit, hunks }: Proposal): Change | undefined {
	const others = text.hunks.filter((hunk) => hunk.run !== run);
	const groups = groupHunks(text.lines, hunks, others.filter(isPending));
	const proposed = new Map(groups.map((group) => [groupHunk(run, group), group]));
	const before = { lines: text.lines, hunks: [...others, ...proposed.keys()].sort(inOrder) };
	const proposal = change(before, (hunk) => proposed.get(hunk)?.newLines, "pending");
	const isEdit =
		areSameLines(proposal.after.lines, edited(text.lines, edit)) &&
		hunks.every(({ oldStart, oldLines }) =>
			areSameLines(text.lines.slice(oldStart, oldStart + oldLines.length), oldLines),
		);
	return isEdit ? { ...proposal, after: withoutTaken(proposal, proposed) } : undefined;
}

function groupHunk(run: string, { start, end, oldLines, indexes }: HunkGroup<MarkedHunk>): MarkedHunk {
	const [index = 0, ...also] = indexes;
	return { run, index, ...(also.length > 0 && { also }), oldLines, start, end, decision: "gone" };
}

/** What was taken over stands nowhere any more; it is kept where its heir is, for undo. */
function withoutTaken({ before, after }: Change, proposed: ReadonlyMap<MarkedHunk, HunkGroup<MarkedHunk>>): MarkedText {
	const heirs = new Map([...proposed].flatMap(([heir, { taken }]) => taken.map((it) => [it, heir])));
	const hunks = before.hunks.map((hunk, i): MarkedHunk => {
		const heir = heirs.get(hunk);
		const { start } = after.hunks[before.hunks.indexOf(heir ?? hunk)] ?? hunk;
		return heir
			? { ...hunk, decision: "replaced", start, end: start }
			: undone(after.hunks[i] ?? hunk, proposed.get(hunk));
	});
	return { lines: after.lines, hunks: hunks.sort(inOrder) };
}

/** An edit that makes the user's own lines of an earlier proposal's leaves nothing to decide on. */
function undone(hunk: MarkedHunk, group: HunkGroup<MarkedHunk> | undefined): MarkedHunk {
	return group && areSameLines(group.oldLines, group.newLines) ? { ...hunk, decision: "gone" } : hunk;
}

function inOrder(one: MarkedHunk, other: MarkedHunk): number {
	return one.start - other.start || one.end - other.end;
}

/** Brings back the old lines of the pending hunks that are picked. */
export function reject(text: MarkedText, isPicked: HunkTest): Change {
	return change(text, (hunk) => (isPending(hunk) && isPicked(hunk) ? hunk.oldLines : undefined), "rejected");
}

/** Brings back the old lines of the hunks that are picked, accepted ones too. */
export function restore(text: MarkedText, isPicked: HunkTest): Change {
	return change(text, (hunk) => (isPicked(hunk) ? hunk.oldLines : undefined), "rejected");
}

/** Settles the pending hunks that are picked; the lines stay as they are. */
export function decide(text: MarkedText, isPicked: HunkTest, decision: HunkDecision): MarkedText {
	const hunks = text.hunks.map((hunk) => (isPending(hunk) && isPicked(hunk) ? { ...hunk, decision } : hunk));
	return { lines: text.lines, hunks };
}

/** The lines as they were without the hunks that are pending. */
export function originalLines(text: MarkedText): readonly string[] {
	return reject(text, () => true).after.lines;
}

/**
 * The text after the user undid or redid something, when its lines are those of an earlier state: the hunks stand as
 * they stood then. What was accepted stays so.
 */
export function recall(text: MarkedText, earlier: MarkedText): MarkedText {
	const isSame = (one: MarkedHunk, other: MarkedHunk) => one.run === other.run && one.index === other.index;
	const recalled = earlier.hunks.flatMap((known): readonly MarkedHunk[] => {
		const hunk = text.hunks.find((it) => isSame(it, known));
		return hunk ? [{ ...known, decision: hunk.decision === "accepted" ? hunk.decision : known.decision }] : [];
	});
	// The earlier state says all of what was proposed in these lines.
	const others = decide(text, () => true, "gone").hunks.filter((hunk) => !earlier.hunks.some((it) => isSame(it, hunk)));
	return { lines: text.lines, hunks: [...recalled, ...others].sort(inOrder) };
}

/** The line that shows a hunk: its first, or the one after removed lines; at the end of the text the last. */
export function lineOf(text: MarkedText, hunk: MarkedHunk): number {
	return Math.min(hunk.start, text.lines.length - 1);
}

/** The pending hunk that the line belongs to. */
export function hunkAt(text: MarkedText, line: number): MarkedHunk | undefined {
	return text.hunks.find(
		(hunk) => isPending(hunk) && (line === lineOf(text, hunk) || (hunk.start <= line && line < hunk.end)),
	);
}

/** The pending hunk after or before the line, beginning again at the other end of the text. */
export function nextHunk(text: MarkedText, line: number, direction: "next" | "previous"): MarkedHunk | undefined {
	const pending = text.hunks.filter(isPending);
	return direction === "next"
		? (pending.find((hunk) => lineOf(text, hunk) > line) ?? pending[0])
		: (pending.findLast((hunk) => Math.max(lineOf(text, hunk), hunk.end - 1) < line) ?? pending.at(-1));
}

function edited(lines: readonly string[], { range, newText }: Edit): readonly string[] {
	return replaceLines(lines, [{ start: range.start.line, end: range.end.line + 1, lines: splitLines(newText) }]);
}

function change(
	before: MarkedText,
	newLines: (hunk: MarkedHunk) => readonly string[] | undefined,
	decision: HunkDecision,
): Change {
	const replacements: LineReplacement[] = [];
	let shift = 0;
	const hunks = before.hunks.map((hunk) => {
		const start = hunk.start + shift;
		const lines = newLines(hunk);
		if (!lines) {
			return { ...hunk, start, end: hunk.end + shift };
		}
		replacements.push({ start: hunk.start, end: hunk.end, lines });
		shift += lines.length - (hunk.end - hunk.start);
		return { ...hunk, start, end: start + lines.length, decision };
	});
	return { before, after: { lines: replaceLines(before.lines, replacements), hunks }, replacements };
}

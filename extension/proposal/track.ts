import { areSameLines, type ContentChange, type LineSplice, lineSplices, spliceLines } from "./lineSplice";
import { isPending, type MarkedHunk, type MarkedText } from "./markedText";

/**
 * Follows changes that the user made: hunks move with their lines, and take in what is typed inside them. One whose
 * lines were removed, or are the old ones again, is gone.
 */
export function follow(text: MarkedText, changes: readonly ContentChange[]): MarkedText {
	let { lines, hunks } = text;
	for (const change of changes) {
		for (const splice of lineSplices(lines, change)) {
			lines = spliceLines(lines, splice);
			hunks = hunks.map((hunk) => moved(hunk, splice));
		}
	}
	return { lines, hunks: hunks.map((hunk) => (isUndone(lines, hunk) ? { ...hunk, decision: "gone" } : hunk)) };
}

function moved(hunk: MarkedHunk, splice: LineSplice): MarkedHunk {
	const span = bringsBack(hunk, splice) ? undefined : movedSpan(hunk, splice);
	if (span) {
		return { ...hunk, ...span };
	}
	const decision = isPending(hunk) ? "gone" : hunk.decision;
	return { ...hunk, start: splice.start, end: splice.start, decision };
}

/** What was removed has been put back where it stood: by undo, or by hand. */
function bringsBack(hunk: MarkedHunk, splice: LineSplice): boolean {
	const isAtPlace = hunk.start === hunk.end && splice.start === hunk.start;
	return isPending(hunk) && isAtPlace && areSameLines(splice.inserted, hunk.oldLines);
}

function isUndone(lines: readonly string[], hunk: MarkedHunk): boolean {
	return isPending(hunk) && hunk.start < hunk.end && areSameLines(lines.slice(hunk.start, hunk.end), hunk.oldLines);
}

interface Span {
	readonly start: number;
	readonly end: number;
}

/** Where a span is after the splice; undefined if nothing of it is left, or it cannot be told from its neighbours. */
function movedSpan({ start, end }: Span, splice: LineSplice): Span | undefined {
	const spliceEnd = splice.start + splice.removed;
	const growth = splice.inserted.length - splice.removed;
	if (spliceEnd <= start) {
		return { start: start + growth, end: end + growth };
	}
	if (splice.start >= end) {
		return { start, end };
	}
	if (splice.start >= start && spliceEnd <= end) {
		return end + growth > start ? { start, end: end + growth } : undefined;
	}
	if (splice.start > start) {
		return { start, end: splice.start };
	}
	if (spliceEnd < end) {
		return { start: splice.start + splice.inserted.length, end: end + growth };
	}
	return undefined;
}

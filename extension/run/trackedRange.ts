// Whole lines that stay with their code while the document around them is edited.
import type { ContentChange } from "../proposal/lineSplice";

/** Zero-based lines, both inclusive. */
export interface LineRange {
	readonly start: number;
	readonly end: number;
}

/** Lines `start` to `end`, both inclusive, became `lines` lines. */
export interface LineChange {
	readonly start: number;
	readonly end: number;
	readonly lines: number;
}

export function shiftLines(range: LineRange, change: LineChange): LineRange {
	const delta = change.lines - (change.end - change.start + 1);
	if (change.end < range.start) {
		return { start: range.start + delta, end: range.end + delta };
	}
	if (change.start > range.end) {
		return range;
	}
	const start = Math.min(range.start, change.start);
	return { start, end: Math.max(start, range.end + delta, change.start + change.lines - 1) };
}

export function lineChange({ range: { start, end }, text }: ContentChange): LineChange {
	const lines = text.split("\n").length;
	// Whole lines inserted, replaced or deleted: the line that follows them is not touched.
	const isWhole = start.character === 0 && end.character === 0 && (text === "" || text.endsWith("\n"));
	return isWhole
		? { start: start.line, end: end.line - 1, lines: lines - 1 }
		: { start: start.line, end: end.line, lines };
}

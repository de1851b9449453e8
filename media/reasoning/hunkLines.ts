/** A hunk as the lines of its card: removed before added, without the indentation that all of them share. */
import type { HunkView } from "./protocol";

export interface HunkLine {
	readonly kind: "removed" | "added";
	readonly text: string;
	/** Columns of what differs from the line's counterpart; equal where there is none, or nothing in common. */
	readonly from: number;
	readonly to: number;
}

export function hunkLines(hunk: HunkView): readonly HunkLine[] {
	const width = sharedIndentation([...hunk.oldLines, ...hunk.newLines]);
	const [removed, added] = [hunk.oldLines, hunk.newLines].map((lines) => lines.map((line) => line.slice(width)));
	return [...sideLines("removed", removed ?? [], added ?? []), ...sideLines("added", added ?? [], removed ?? [])];
}

function sideLines(kind: HunkLine["kind"], lines: readonly string[], others: readonly string[]): readonly HunkLine[] {
	return lines.map((text, i) => {
		const other = lines.length === others.length ? others[i] : undefined;
		return { kind, text, ...(other === undefined ? { from: 0, to: 0 } : changedPart(text, other)) };
	});
}

/** What is left of `text` without the beginning and the end that it shares with `other`, grown to whole words. */
function changedPart(text: string, other: string): { readonly from: number; readonly to: number } {
	const shorter = Math.min(text.length, other.length);
	let start = 0;
	while (start < shorter && text[start] === other[start]) {
		start++;
	}
	let end = 0;
	while (end < shorter - start && text.at(-1 - end) === other.at(-1 - end)) {
		end++;
	}
	const isAlike = text.slice(0, start).trim().length + end >= shorter / 3;
	if (!isAlike) {
		return { from: 0, to: 0 };
	}
	return growToWords(text, start, text.length - end);
}

function growToWords(text: string, start: number, end: number): { readonly from: number; readonly to: number } {
	const isWord = (at: number) => /[\p{L}\p{N}_$]/u.test(text[at] ?? "");
	let [from, to] = [start, end];
	while (from > 0 && isWord(from - 1) && isWord(from)) {
		from--;
	}
	while (to < text.length && isWord(to - 1) && isWord(to)) {
		to++;
	}
	return { from, to };
}

function sharedIndentation(lines: readonly string[]): number {
	const indentations = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
	const [first = ""] = indentations;
	let width = 0;
	while (width < first.length && indentations.every((it) => it[width] === first[width])) {
		width++;
	}
	return width;
}

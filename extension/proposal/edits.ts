import type { Position, Range } from "vscode-languageserver-protocol";
import { spliceLines } from "./lineSplice";

/** Lines `[start, end)` are to be `lines`. */
export interface LineReplacement {
	readonly start: number;
	readonly end: number;
	readonly lines: readonly string[];
}

/** A range of text and what it is to be. */
export interface TextReplacement {
	readonly range: Range;
	readonly newText: string;
}

/** The lines with all replacements done, which do not overlap. Like a document, never less than one line. */
export function replaceLines(lines: readonly string[], replacements: readonly LineReplacement[]): readonly string[] {
	const bottomUp = joinAdjacent(replacements).reverse();
	const replaced = bottomUp.reduce<readonly string[]>(
		(text, { start, end, lines: inserted }) => spliceLines(text, { start, removed: end - start, inserted }),
		lines,
	);
	return replaced.length === 0 ? [""] : replaced;
}

/** The same as edits of the text, each as small as whole lines allow; they neither overlap nor add a final newline. */
export function toTextReplacements(
	lines: readonly string[],
	replacements: readonly LineReplacement[],
	eol: string,
): TextReplacement[] {
	return joinAdjacent(replacements).map((replacement) => toTextReplacement(lines, replacement, eol));
}

function toTextReplacement(
	lines: readonly string[],
	{ start, end, lines: inserted }: LineReplacement,
	eol: string,
): TextReplacement {
	const text = inserted.join(eol);
	if (start < end && inserted.length > 0) {
		return { range: { start: startOf(start), end: endOf(lines, end - 1) }, newText: text };
	}
	// Lines come or go with a line ending: the one after them, or the one before them at the end of the text.
	if (end < lines.length) {
		return { range: { start: startOf(start), end: startOf(end) }, newText: inserted.length > 0 ? text + eol : "" };
	}
	if (start > 0) {
		return {
			range: { start: endOf(lines, start - 1), end: endOf(lines, lines.length - 1) },
			newText: inserted.length > 0 ? eol + text : "",
		};
	}
	return { range: { start: startOf(0), end: endOf(lines, lines.length - 1) }, newText: text };
}

/** From the top down. Two deletions side by side at the end of a text would both claim the line ending between them. */
function joinAdjacent(replacements: readonly LineReplacement[]): LineReplacement[] {
	const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
	const joined: LineReplacement[] = [];
	for (const next of sorted) {
		const last = joined.at(-1);
		if (last && last.end >= next.start) {
			joined[joined.length - 1] = { start: last.start, end: next.end, lines: [...last.lines, ...next.lines] };
		} else {
			joined.push(next);
		}
	}
	return joined;
}

function startOf(line: number): Position {
	return { line, character: 0 };
}

function endOf(lines: readonly string[], line: number): Position {
	return { line, character: (lines[line] ?? "").length };
}

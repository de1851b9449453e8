/** The lines that an action works on. */

import type { Position, Range } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { bracketDepths } from "./brackets";
import { indentationOf, isBlank, splitLines } from "./lines";

/** First and last line, both included. */
interface Span {
	readonly first: number;
	readonly last: number;
}

/**
 * Whole lines: those of the selection; without one those of the innermost of `symbols` around the cursor; else the
 * paragraph. Ends before the last line's ending. Undefined where there are only blank lines.
 */
export function growRange(document: TextDocument, selection: Range, symbols: readonly Range[]): Range | undefined {
	const lines = splitLines(document.getText());
	const span = trimBlank(lines, spanFor(lines, selection, symbols));
	if (!span) return undefined;
	return {
		start: { line: span.first, character: 0 },
		end: { line: span.last, character: lines[span.last]?.length ?? 0 },
	};
}

/**
 * Whole lines around a cursor, its own always among them: those of the innermost of `symbols`, else the paragraph. On a
 * blank line that is in neither: with the block before it, else with the one after it, as far as one is near and short.
 */
export function rangeAround(document: TextDocument, cursor: Position, symbols: readonly Range[]): Range {
	const lines = splitLines(document.getText());
	const line = Math.min(cursor.line, lines.length - 1);
	const own = { first: line, last: line };
	const span = clamp(innermost(symbols, { ...cursor, line }), lines.length - 1) ?? paragraph(lines, line);
	const { first, last } = union(trimBlank(lines, span) ?? neighbour(lines, line) ?? own, own);
	return { start: { line: first, character: 0 }, end: { line: last, character: lines[last]?.length ?? 0 } };
}

/** Lines of a block beside a blank line that a model is asked to write once more. */
const longestNeighbour = 40;

function neighbour(lines: readonly string[], line: number): Span | undefined {
	const above = lines.findLastIndex((it, at) => at < line && !isBlank(it));
	const below = lines.findIndex((it, at) => at > line && !isBlank(it));
	const [before, after] = [above, below].map((at) => (at < 0 ? undefined : paragraph(lines, at)));
	// A body with blank lines in it, as far as its brackets or its indentation go.
	if (before && before.last > line) return before;
	return [before, after].find((it) => it && it.last - it.first < longestNeighbour);
}

function union(one: Span, other: Span): Span {
	return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
}

function spanFor(lines: readonly string[], selection: Range, symbols: readonly Range[]): Span | undefined {
	const last = lines.length - 1;
	if (!isEmpty(selection)) return clamp(wholeLines(selection), last);
	const cursor = { ...selection.start, line: Math.min(selection.start.line, last) };
	return clamp(innermost(symbols, cursor), last) ?? paragraph(lines, cursor.line);
}

function isEmpty({ start, end }: Range): boolean {
	return start.line === end.line && start.character === end.character;
}

/** A range that ends at the very start of a line does not reach into it. */
function wholeLines({ start, end }: Range): Span {
	return { first: start.line, last: end.character === 0 && end.line > start.line ? end.line - 1 : end.line };
}

function clamp(span: Span | undefined, last: number): Span | undefined {
	return span && span.first <= last ? { first: span.first, last: Math.min(span.last, last) } : undefined;
}

function trimBlank(lines: readonly string[], span: Span | undefined): Span | undefined {
	if (!span) return undefined;
	let { first, last } = span;
	while (first <= last && isBlank(lines[first] ?? "")) first++;
	while (last >= first && isBlank(lines[last] ?? "")) last--;
	return first <= last ? { first, last } : undefined;
}

/** A variable's symbol can be one line within a function: then the function is meant, unless there is none. */
function innermost(symbols: readonly Range[], cursor: Position): Span | undefined {
	const around = symbols
		.map(wholeLines)
		.filter(({ first, last }) => first <= cursor.line && cursor.line <= last)
		.sort((a, b) => a.last - a.first - (b.last - b.first));
	return around.find(({ first, last }) => last > first) ?? around[0];
}

/** The lines around up to blank ones, and on over those until the brackets opened here are closed. */
function paragraph(lines: readonly string[], line: number): Span | undefined {
	if (isBlank(lines[line] ?? "")) return undefined;
	let first = line;
	let last = line;
	while (first > 0 && !isBlank(lines[first - 1] ?? "")) first--;
	while (last < lines.length - 1 && !isBlank(lines[last + 1] ?? "")) last++;
	return withIndented(lines, balanced(lines, { first, last }));
}

/** Grows a span down, then up, to where its brackets are balanced; leaves it as it is if that is nowhere. */
function balanced(lines: readonly string[], span: Span): Span {
	const depths = bracketDepths(lines);
	const opened = (at: number) => (at < 0 ? 0 : (depths[at] ?? 0));
	let { first, last } = span;
	const lowest = () => Math.min(...depths.slice(first, last + 1));
	if (opened(last) > opened(first - 1)) {
		const end = depths.findIndex((depth, at) => at > last && depth <= opened(first - 1));
		if (end < 0) return span;
		last = end;
	}
	if (lowest() < opened(first - 1)) {
		const floor = lowest();
		const start = depths.findLastIndex((depth, at) => at < first - 1 && depth <= floor);
		if (start < 0 && floor < 0) return span;
		first = start + 1;
		while (first < span.first && isBlank(lines[first] ?? "")) first++;
	}
	return { first, last };
}

/** Where indentation makes blocks, lines below that are deeper than the first one belong to it as well. */
function withIndented(lines: readonly string[], span: Span): Span {
	const margin = indentationOf(lines[span.first] ?? "").length;
	let { last } = span;
	for (let at = last + 1; at < lines.length; at++) {
		const line = lines[at] ?? "";
		if (isBlank(line)) continue;
		if (indentationOf(line).length <= margin) break;
		last = at;
	}
	return { first: span.first, last };
}

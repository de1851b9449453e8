import { diffArrays } from "diff";
import type { Range } from "vscode-languageserver-protocol";
import { splitLines } from "./lines";

/** Beyond this many changed lines the range counts as lost; a diff would take long, and be a guess. */
const maxLineChanges = 2000;

/**
 * Where the lines of `range`, of the text `before`, stand in the text `after`. Undefined if any of them was changed or
 * taken away, or if others came between them.
 */
export function rebaseRange(before: string, after: string, range: Range): Range | undefined {
	const oldLines = splitLines(before);
	const newLines = splitLines(after);
	const { start, end } = range;
	if (end.line >= oldLines.length) return undefined;
	const shared = Math.min(oldLines.length, newLines.length);
	const prefix = countWhile(shared, (at) => oldLines[at] === newLines[at]);
	if (end.line < prefix) return range;
	const suffix = countWhile(shared, (at) => oldLines.at(-1 - at) === newLines.at(-1 - at));
	if (start.line >= oldLines.length - suffix) return shift(range, newLines.length - oldLines.length);

	const kept = Math.min(suffix, shared - prefix);
	const changed = {
		before: oldLines.slice(prefix, oldLines.length - kept),
		after: newLines.slice(prefix, newLines.length - kept),
	};
	const offset = offsetOf(changed.before, changed.after, start.line - prefix, end.line - prefix);
	return offset === undefined ? undefined : shift(range, offset);
}

/** How far the lines from `first` to `last` moved; the first and the last may lie outside of what changed. */
function offsetOf(before: string[], after: string[], first: number, last: number): number | undefined {
	if (first < 0 || last >= before.length) return undefined;
	const changes = diffArrays(before, after, { maxEditLength: maxLineChanges });
	let oldLine = 0;
	let newLine = 0;
	for (const { added, removed, count } of changes ?? []) {
		const isKept = !added && !removed;
		if (isKept && oldLine <= first && last < oldLine + count) return newLine - oldLine;
		if (!added) oldLine += count;
		if (!removed) newLine += count;
	}
	return undefined;
}

function countWhile(limit: number, holds: (at: number) => boolean): number {
	let count = 0;
	while (count < limit && holds(count)) count++;
	return count;
}

function shift({ start, end }: Range, lines: number): Range {
	return { start: { ...start, line: start.line + lines }, end: { ...end, line: end.line + lines } };
}

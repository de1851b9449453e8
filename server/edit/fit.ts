/** Makes the code of a block look like the lines it replaces: their indentation, their line endings, no others. */
import { indentationOf, isBlank, splitLines } from "./lines";

/** Spaces that a step of indentation may have; others align something. */
const possibleSteps = [2, 3, 4, 8];

/** Code as a file of its own: at the margin, with a final line ending. */
export function fitToNewFile(code: string, eol: string): string {
	return [...withoutBase(trimBlank(splitLines(code))), ""].join(eol);
}

/** `eol` is the document's line ending. Neither adds nor takes away a final one. */
export function fitToDocument(code: string, original: string, eol: string): string {
	const [before, after] = blankEdges(splitLines(original));
	return [...before, ...fitLines(code, original), ...after].join(eol);
}

/** The lines of the code, indented as the original is, without blank ones at the ends. `sample` shows a step of indentation. */
export function fitLines(code: string, original: string, sample = original): readonly string[] {
	return indentLike(trimBlank(splitLines(code)), trimBlank(splitLines(original)), splitLines(sample));
}

/** The blank lines that a text begins and ends with. */
function blankEdges(lines: readonly string[]): [readonly string[], readonly string[]] {
	const first = lines.findIndex((line) => !isBlank(line));
	if (first < 0) return [[], []];
	return [lines.slice(0, first), lines.slice(lines.findLastIndex((line) => !isBlank(line)) + 1)];
}

function trimBlank(lines: readonly string[]): readonly string[] {
	const [before, after] = blankEdges(lines);
	return lines.slice(before.length, lines.length - after.length);
}

function indentLike(lines: readonly string[], original: readonly string[], sample: readonly string[]): string[] {
	const base = commonIndent(original);
	if (onlyFirstDedented(lines, original)) return [base + (lines[0] ?? ""), ...lines.slice(1).map(emptyIfBlank)];
	const own = withoutBase(lines);
	const from = indentUnit(own);
	const to = indentUnit(withoutBase(sample)) ?? (base.startsWith("\t") ? "\t" : undefined);
	const same = from && to ? withUnit(own, from, to) : own;
	return same.map((line) => (isBlank(line) ? "" : base + line));
}

function withoutBase(lines: readonly string[]): string[] {
	const base = commonIndent(lines).length;
	return lines.map((line) => (isBlank(line) ? "" : line.slice(base)));
}

function emptyIfBlank(line: string): string {
	return isBlank(line) ? "" : line;
}

/**
 * Models often begin a block with its first line at the margin and go on with the indentation of the document. Then a
 * later line stands just where the original has it, and none where it would be if all were moved.
 */
function onlyFirstDedented(lines: readonly string[], original: readonly string[]): boolean {
	const base = commonIndent(original);
	if (base === "" || indentationOf(lines[0] ?? "") !== "") return false;
	const rest = lines.slice(1).filter((line) => !isBlank(line));
	const had = new Set(original.slice(1));
	return (
		rest.length > 0 &&
		rest.every((line) => line.startsWith(base)) &&
		rest.some((line) => had.has(line)) &&
		!rest.some((line) => had.has(base + line))
	);
}

/** The indentation that all lines share; blank ones do not count. */
function commonIndent(lines: readonly string[]): string {
	const filled = lines.filter((line) => !isBlank(line)).map(indentationOf);
	return filled.reduce((common, indent) => {
		let length = 0;
		while (length < common.length && common[length] === indent[length]) length++;
		return common.slice(0, length);
	}, filled[0] ?? "");
}

/** The later lines of a block comment stand one column in. */
function isAligned(line: string): boolean {
	return /^\s* \*/.test(line);
}

/** One step of indentation: a tab, or as many spaces as lines mostly go in by; undefined if no line shows it. */
function indentUnit(lines: readonly string[]): string | undefined {
	const indents = lines.filter((line) => !isBlank(line) && !isAligned(line)).map(indentationOf);
	if (indents.some((indent) => indent.startsWith("\t"))) return "\t";
	const counts = new Map<number, number>();
	for (const [at, indent] of indents.entries()) {
		const step = indent.length - (indents[at - 1] ?? indent).length;
		if (possibleSteps.includes(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
	}
	const [most] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	return most && " ".repeat(most[0]);
}

/** Puts each step of indentation in another unit; what is left over, as where things are aligned, stays. */
function withUnit(lines: readonly string[], from: string, to: string): readonly string[] {
	const isRegular = lines.every((line) => isAligned(line) || indentationOf(line).length % from.length === 0);
	// From spaces to other spaces only if nothing is lost; to or from tabs at any rate, as they never mix well.
	if (from === to || (from !== "\t" && to !== "\t" && !isRegular)) return lines;
	return lines.map((line) => {
		const indent = indentationOf(line);
		const steps = Math.floor(indent.length / from.length);
		return to.repeat(steps) + indent.slice(steps * from.length) + line.slice(indent.length);
	});
}

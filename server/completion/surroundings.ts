/** The brackets, strings and comments that a cursor is in, and what the text after it closes of them. */
import { indentationOf, isBlank } from "../edit/lines";
import { lineAfter, lineBefore, type Place } from "./place";
import { isOpening, isPair, type Mode, type Region, scanLine } from "./scan";
import { type Syntax, syntaxOf } from "./syntax";

export interface OpenBracket {
	readonly text: string;
	/** Columns that its line is indented by. */
	readonly indent: number;
}

interface ClosingBracket {
	readonly text: string;
	/** Columns that it is indented by, where it begins its line below the cursor's. */
	readonly indent: number | undefined;
	readonly isBelow: boolean;
}

interface CodeLine {
	readonly full: string;
	readonly code: string;
}

export interface Surroundings {
	readonly syntax: Syntax;
	/** What goes on at the start of the cursor's line. */
	readonly modes: readonly Mode[];
	/** Open at the start of the cursor's line, the innermost last. */
	readonly open: readonly OpenBracket[];
	/** Open at the cursor. */
	readonly atCursor: readonly OpenBracket[];
	/** The last line of code above the cursor's, whole and without a comment. What documents a Python function is none. */
	readonly codeAbove: CodeLine | undefined;
	/** What the cursor is in, and what closes that where it is a string or a comment. */
	readonly region: Region;
	readonly closer: string;
	/** Brackets that the text after the cursor closes without having opened them, in their order. */
	readonly closing: readonly ClosingBracket[];
	/** How many of these close nothing. */
	readonly stranded: number;
}

/** The same for each look at a place, of which there is one for each token of a stream. */
const known = new WeakMap<Place, Surroundings>();

export function surroundingsOf(place: Place): Surroundings {
	const had = known.get(place);
	if (had) return had;
	const found = lookAround(place);
	known.set(place, found);
	return found;
}

function lookAround(place: Place): Surroundings {
	const syntax = syntaxOf(place.languageId);
	const typed = lineBefore(place);
	const open: OpenBracket[] = [];
	let modes: readonly Mode[] = [];
	let codeAbove: CodeLine | undefined;
	let last = "x";
	for (const line of windowBefore(place).split("\n").slice(0, -1)) {
		const scanned = scanLine(line, modes, syntax);
		const code = line.slice(0, scanned.codeEnd).trimEnd();
		if (modes.at(-1)?.kind !== "text" && !isBlank(code) && !documentation.test(line)) codeAbove = { full: line, code };
		if (isBlank(last)) dropStale(open, line, modes);
		for (const { text } of scanned.brackets) take(open, text, columns(line));
		last = line;
		modes = scanned.modes;
	}
	const { region, closer } = scanLine(typed, modes, syntax);
	const { closing, cursorBrackets } = closingAfter(place, modes, syntax);
	const atCursor = [...open];
	for (const text of cursorBrackets) take(atCursor, text, columns(typed));
	const stranded = countStranded(atCursor, closing);
	return { syntax, modes, open, atCursor, codeAbove, region, closer, closing, stranded };
}

/**
 * After a blank line nobody goes on in parentheses at their margin or before it: they are closed, and it was missed, or
 * the user has still to close them.
 */
function dropStale(open: OpenBracket[], line: string, modes: readonly Mode[]): void {
	if (modes.length > 0 || !/^\s*[\p{L}_@#/]/u.test(line)) return;
	const indent = columns(line);
	for (let top = open.at(-1); top && top.text !== "{" && indent <= top.indent; top = open.at(-1)) open.pop();
}

const documentation = /^\s*(?:\/\*|<!--|[rR]?(?:"""|'''))/;

/** Characters on either side of the cursor: some thousand lines, which take a few milliseconds. */
const maxLength = 64_000;

/** A long document is read from a line on that seems to be in nothing: one at the margin after a blank one. */
function windowBefore({ before }: Place): string {
	if (before.length <= maxLength) return before;
	const window = before.slice(-maxLength);
	const start = /\n\s*\n(?=[\p{L}_@#$])/u.exec(window);
	return start ? window.slice(start.index + start[0].length) : window.slice(window.indexOf("\n") + 1);
}

/** What the text after the cursor closes, and the brackets of the cursor's line before it. */
function closingAfter(place: Place, start: readonly Mode[], syntax: Syntax) {
	const typed = lineBefore(place);
	const rest = lineAfter(place);
	const lines = [typed + rest, ...place.after.slice(rest.length + 1, maxLength).split("\n")];
	let modes = start;
	const brackets = lines.flatMap((line, index) => {
		const scanned = scanLine(line, modes, syntax);
		modes = scanned.modes;
		return scanned.brackets.map(({ text, at }) => ({ text, at, line, isBelow: index > 0 }));
	});
	const isBefore = ({ at, isBelow }: (typeof brackets)[number]) => !isBelow && at < typed.length;
	const inner: OpenBracket[] = [];
	const closing: ClosingBracket[] = [];
	for (const { text, at, line, isBelow } of brackets.filter((bracket) => !isBefore(bracket))) {
		if (isOpening(text) || inner.length > 0) take(inner, text, 0);
		else closing.push({ text, indent: isBelow && leads(line, at) ? columns(line) : undefined, isBelow });
	}
	return { closing, cursorBrackets: brackets.filter(isBefore).map(({ text }) => text) };
}

function leads(line: string, at: number): boolean {
	return at === indentationOf(line).length;
}

/**
 * Puts a bracket that opens on the stack, takes the partner of one that closes from it, with what was left open within.
 * Returns how many of the brackets were wrong.
 */
export function take(stack: OpenBracket[], text: string, indent: number): number {
	if (isOpening(text)) {
		stack.push({ text, indent });
		return 0;
	}
	const partner = stack.findLastIndex((open) => isPair(open.text, text));
	if (partner < 0) return 1;
	const left = stack.length - 1 - partner;
	stack.length = partner;
	return left;
}

/** Whether a bracket closes the innermost open one and leaves the document's own closing brackets their partners. */
export function closesOpen(open: readonly OpenBracket[], text: string, { closing, stranded }: Surroundings): boolean {
	const top = open.at(-1);
	return top !== undefined && isPair(top.text, text) && countStranded(open.slice(0, -1), closing) <= stranded;
}

/** How many of the closing brackets find no partner. One at the start of its line closes nothing that is indented deeper. */
export function countStranded(open: readonly OpenBracket[], closing: readonly ClosingBracket[]): number {
	let innermost = open.length;
	let stranded = 0;
	for (const { text, indent } of closing) {
		const partner = open.findLastIndex(
			(it, at) => at < innermost && isPair(it.text, text) && (indent === undefined || it.indent <= indent),
		);
		if (partner < 0) stranded++;
		else innermost = partner;
	}
	return stranded;
}

/** Width of a line's indentation; a tab counts as four columns. */
export function columns(line: string): number {
	return indentationOf(line).replaceAll("\t", "    ").length;
}

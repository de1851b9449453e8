/** The brackets, strings and comments that a cursor is in, and what the text after it closes of them. */
import { indentationOf, isBlank } from "../../edit/lines";
import { lineBefore, type Place } from "../place";
import { type BlockSyntax, blockSyntaxOf } from "./blockSyntax";
import { plain } from "./notation/braceLanguages";
import type { Mode, Region } from "./notation/mode";
import { isProse, notationOf } from "./notation/notationOf";
import { windowBefore } from "./region";
import { isOpening, isPair, type ScannedLine, scanLines } from "./scan";

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

interface Lead {
	/** The end of the text above the cursor's line, with its line end. */
	readonly text: string;
	/** What goes on at the start of the cursor's line. */
	readonly modes: readonly Mode[];
}

interface CodeLine {
	readonly full: string;
	readonly code: string;
}

export interface Surroundings {
	readonly isProse: boolean;
	readonly syntax: BlockSyntax;
	/** What the lines of a completion are read behind. */
	readonly lead: Lead;
	/** Open at the start of the cursor's line, the innermost last. */
	readonly open: readonly OpenBracket[];
	/** Open at the cursor. */
	readonly atCursor: readonly OpenBracket[];
	/** The last line of code above the cursor's, whole and without a comment. What documents a Python function is none. */
	readonly codeAbove: CodeLine | undefined;
	/** What the cursor is in. */
	readonly region: Region;
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
	const typed = lineBefore(place);
	const above = windowBefore(place.before.slice(0, place.before.length - typed.length));
	// As most languages are, if it is not known.
	const notation = notationOf(place.languageId) ?? plain;
	const lines = scanLines(above, [notation]).slice(0, -1);
	const { open, codeAbove } = readAbove(lines);
	const lead = { text: above.slice(-maxLead), modes: lines.at(-1)?.modes ?? [notation] };
	const region = scanBehind(lead, typed)[0]?.region ?? "code";
	const { closing, cursorBrackets } = closingAfter(place, lead);
	const atCursor = [...open];
	for (const text of cursorBrackets) take(atCursor, text, columns(typed));
	const stranded = countStranded(atCursor, closing);
	return {
		isProse: isProse(place.languageId),
		syntax: blockSyntaxOf(place.languageId),
		lead,
		open,
		atCursor,
		codeAbove,
		region,
		closing,
		stranded,
	};
}

/** Characters; what a rule looks back at is shorter. */
const maxLead = 200;

/** Reads lines from the cursor's on. */
export function scanBehind({ text, modes }: Lead, lines: string): ScannedLine[] {
	return scanLines(text + lines, modes, text.length);
}

function readAbove(lines: readonly ScannedLine[]): Pick<Surroundings, "open" | "codeAbove"> {
	const open: OpenBracket[] = [];
	let codeAbove: CodeLine | undefined;
	let last = "x";
	for (const { text: full, codeEnd, startRegion, startModes, brackets } of lines) {
		const code = full.slice(0, codeEnd).trimEnd();
		if (startRegion === "code" && !isBlank(code) && !documentation.test(full)) codeAbove = { full, code };
		if (isBlank(last) && isAllCode(startModes)) dropStale(open, full);
		for (const { text } of brackets) take(open, text, columns(full));
		last = full;
	}
	return { open, codeAbove };
}

/** Whether nothing is a string or a comment, also around what is code in one. */
export function isAllCode(modes: readonly Mode[]): boolean {
	return modes.every(({ region }) => region === "code");
}

/**
 * After a blank line nobody goes on in parentheses at their margin or before it: they are closed, and it was missed, or
 * the user has still to close them.
 */
function dropStale(open: OpenBracket[], line: string): void {
	if (!/^\s*[\p{L}_@#/]/u.test(line)) return;
	const indent = columns(line);
	for (let top = open.at(-1); top && top.text !== "{" && indent <= top.indent; top = open.at(-1)) open.pop();
}

const documentation = /^\s*[rR]?(?:"""|''')/;

/** Characters after the cursor that are read: some thousand lines. */
const maxAfter = 64_000;

/** What the text after the cursor closes, and the brackets of the cursor's line before it. */
function closingAfter(place: Place, lead: Lead) {
	const typed = lineBefore(place);
	const brackets = scanBehind(lead, typed + place.after.slice(0, maxAfter)).flatMap((line, index) =>
		line.brackets.map(({ text, at }) => ({ text, at, line: line.text, isBelow: index > 0 })),
	);
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

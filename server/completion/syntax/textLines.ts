import { lineAfter, lineBefore, type Place } from "../place";
import type { Region } from "./notation/mode";
import type { Bracket, Span } from "./scan";
import { columns, countStranded, scanBehind, surroundingsOf, take } from "./surroundings";

/** A line of the document as it would be with the completion in it, up to where the completion ends. */
export interface TextLine {
	/** From the start of the document's line, so that the first one begins with what stands before the cursor. */
	readonly full: string;
	/** Where the line begins and ends in the completion; the first one begins at 0. */
	readonly start: number;
	readonly end: number;
	/** Their places count from the completion's start: one before the cursor is at a negative one. */
	readonly brackets: readonly Bracket[];
	/** Strings and comments. */
	readonly texts: readonly Span[];
	/** What the first character of the document's line is in, and the end of the line. */
	readonly startRegion: Region;
	readonly region: Region;
}

/** The lines of a completion, read on from the cursor. */
export function textLines(text: string, place: Place): TextLine[] {
	const typed = lineBefore(place);
	let next = -typed.length;
	return scanBehind(surroundingsOf(place).lead, typed + text).map(
		({ text: full, brackets, texts, startRegion, region }) => {
			const shift = next;
			const end = shift + full.length;
			next = end + 1;
			return {
				full,
				start: Math.max(0, shift),
				end,
				brackets: brackets.map(({ text: bracket, at }) => ({ text: bracket, at: at + shift })),
				texts: texts.map(({ start: from, end: to }) => ({ start: from + shift, end: to + shift })),
				startRegion,
				region,
			};
		},
	);
}

/** Whether what stands at `at` in a completion is code, or the mark that begins a string or a comment. */
export function isCodeAt(text: string, place: Place, at: number): boolean {
	const line = textLines(text, place).find(({ end }) => at <= end);
	return !line?.texts.some(({ start, end }) => start < at && at < end);
}

/** How many brackets of the document would be without partner, with the completion in it. */
export function bracketErrors(text: string, place: Place): number {
	const { open, closing } = surroundingsOf(place);
	const stack = [...open];
	const rest = lineAfter(place);
	let errors = 0;
	for (const { full, brackets } of textLines(text + rest, place)) {
		for (const bracket of brackets) errors += take(stack, bracket.text, columns(full));
	}
	const below = closing.filter(({ isBelow }) => isBelow);
	const stranded = countStranded(stack, below);
	return errors + stranded + (stack.length - (below.length - stranded));
}

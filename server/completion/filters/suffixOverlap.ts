import { isBlank } from "../../edit/lines";
import { lineAfter, type Place } from "../place";
import { columns } from "../syntax/surroundings";
import { bracketErrors, textLines } from "../syntax/textLines";
import { beginsWith, isSameLine, linesBelow, wordAtEnd, wordAtStart } from "./compare";

/** Trims from the end what the text after the cursor begins with, unless the document lacks a bracket without it. */
export function suffixOverlap(text: string, place: Place): string {
	const ends = isBlank(lineAfter(place)) ? lineOverlaps(text, place) : restOverlaps(text, lineAfter(place));
	const errors = bracketErrors(text, place);
	for (const end of ends) {
		const kept = text.slice(0, end);
		if (bracketErrors(kept, place) <= errors) return kept;
	}
	return text;
}

/** Where an end of the text begins that the rest of the cursor's line begins with, the longest first. */
function restOverlaps(text: string, rest: string): number[] {
	const ends: number[] = [];
	for (let at = Math.max(0, text.length - rest.length * 2); at < text.length; at++) {
		const isWithinWord = wordAtEnd.test(text.slice(0, at)) && wordAtStart.test(text.slice(at));
		if (!isWithinWord && !/\s/.test(text[at] ?? "") && beginsWith(rest, text.slice(at))) ends.push(at);
	}
	return ends;
}

/** Where the last lines of the text begin that the lines below begin with, the most lines first. */
function lineOverlaps(text: string, place: Place): number[] {
	const lines = textLines(text, place).filter(({ full }) => !isBlank(full));
	const below = linesBelow(place);
	const ends: number[] = [];
	for (let at = 0; at < lines.length; at++) {
		const tail = lines.slice(at);
		const first = tail[0];
		const above = lines[at - 1];
		const isSame = tail.every(({ full }, index) => isSameLine(full, below[index] ?? ""));
		if (!first || !isSame) continue;
		// A line in a block that the completion itself has opened is another one.
		const isNested =
			above && columns(first.full) > columns(above.full) && columns(first.full) !== columns(below[0] ?? "");
		if (!isNested) ends.push(above ? above.end : 0);
	}
	return ends;
}

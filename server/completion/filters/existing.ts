import { isBlank } from "../../edit/lines";
import { lineAfter, type Place } from "../place";
import { bracketErrors, textLines } from "../textLines";
import { isSameLine, linesBelow } from "./compare";

/** Drops what stands there already: the rest of the line, or the lines that follow; not a bracket that is needed once more. */
export function existing(text: string, place: Place): string {
	const isThere = isBlank(lineAfter(place)) ? isBelow(text, place) : isBehind(text, place);
	return isThere && bracketErrors("", place) <= bracketErrors(text, place) ? "" : text;
}

/** Whether the text after the cursor begins with it, white space aside, and no word goes on behind it. */
function isBehind(text: string, { after }: Place): boolean {
	const marks = text.replace(/\s/g, "");
	if (marks === "") return false;
	let at = 0;
	for (const mark of marks) {
		while (/\s/.test(after[at] ?? "")) at++;
		if (!after.startsWith(mark, at)) return false;
		at += mark.length;
	}
	return !(/[\p{L}\p{N}_]$/u.test(marks) && /^[\p{L}\p{N}_]/u.test(after.slice(at)));
}

function isBelow(text: string, place: Place): boolean {
	const lines = textLines(text, place).filter(({ full, start, end }) => !isBlank(full) && end > start);
	const below = linesBelow(place);
	return lines.length > 0 && lines.every(({ full }, at) => isSameLine(full, below[at] ?? ""));
}

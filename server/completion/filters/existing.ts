import { isBlank } from "../../edit/lines";
import { lineAfter, type Place } from "../place";
import { bracketErrors, textLines } from "../syntax/textLines";
import { beginsWith, isSameLine, linesBelow } from "./compare";

/** Drops what stands there already: the rest of the line, or the lines that follow; not a bracket that is needed once more. */
export function existing(text: string, place: Place): string {
	if (isBlank(text)) return text;
	const isThere = isBlank(lineAfter(place)) ? isBelow(text, place) : beginsWith(place.after, text.trim());
	return isThere && bracketErrors("", place) <= bracketErrors(text, place) ? "" : text;
}

function isBelow(text: string, place: Place): boolean {
	const lines = textLines(text, place).filter(({ full, start, end }) => !isBlank(full) && end > start);
	const below = linesBelow(place);
	return lines.length > 0 && lines.every(({ full }, at) => isSameLine(full, below[at] ?? ""));
}

/** Finds lines that are a sentence where code is expected. */
import { isBlank } from "../../edit/lines";
import type { Place } from "../place";
import { surroundingsOf } from "../syntax/surroundings";
import { type TextLine, textLines } from "../syntax/textLines";

/** Cuts before the first line of code, or what would be code, that `isSentence` holds for; it is given without white space around. */
export function cutAtSentence(text: string, place: Place, isSentence: (line: string) => boolean): string {
	const { isProse, syntax, region } = surroundingsOf(place);
	if (isProse) return text;
	let above = place.before.trimEnd();
	for (const line of textLines(text, place)) {
		const isCode = line.start === 0 ? region === "code" : line.startRegion === "code";
		const written = text.slice(line.start, line.end).trim();
		// Between tags there is text.
		const isContent = syntax.hasTags && /[>}]$/.test(above);
		if (isCode && !isContent && isSentence(written)) return text.slice(0, startOf(line));
		if (!isBlank(line.full)) above = line.full.trimEnd();
	}
	return text;
}

/** With the line end before it. */
function startOf({ start }: TextLine): number {
	return Math.max(0, start - 1);
}

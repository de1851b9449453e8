import { lineBefore, type Place } from "../place";
import { isProse } from "../syntax/notation/notationOf";
import { isCodeAt } from "../syntax/textLines";

/**
 * Cuts at a fence that is the answer's, not the document's. In code every fence is the answer's; in Markdown, in a comment
 * or a string the document may have its own, and only one that opens or closes nothing is not.
 */
export function fence(text: string, place: Place): string {
	for (const { index, 0: marks } of text.matchAll(/`{3,}|~{3,}/g)) {
		const start = text.slice(0, index).lastIndexOf("\n") + 1;
		const lead = (start === 0 ? lineBefore(place) : "") + text.slice(start, index);
		const isText = isProse(place.languageId) || !isCodeAt(text, place, index);
		const isFence = isText
			? isLone(place.before + text.slice(0, start), lead + text.slice(index))
			: marks.startsWith("`") || lead.trim() === "";
		if (isFence) return text.slice(0, index);
	}
	return text;
}

/** Whether a line begins with a fence without a tag that none before it has opened, and none after it closes. */
function isLone(before: string, text: string): boolean {
	const [line = "", ...after] = text.split("\n");
	if (!fenceLine.test(line) || !/[`~]\s*$/.test(line)) return false;
	const isOpen = before.split("\n").filter((it) => fenceLine.test(it)).length % 2 === 1;
	return !isOpen && !after.some((it) => fenceLine.test(it));
}

/** In a quote, a list or a comment too. */
const fenceLine = /^[\s>*+/#!-]*(?:`{3,}[^`]*|~{3,}.*)$/;

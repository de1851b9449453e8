import { lineAfter, lineBefore, type Place } from "../place";
import { closingMark } from "../syntax/region";
import { isOpening } from "../syntax/scan";
import { closesOpen, columns, type OpenBracket, scanBehind, surroundingsOf, take } from "../syntax/surroundings";
import { bracketErrors, textLines } from "../syntax/textLines";

/**
 * Cuts before a bracket or a quote that closes nothing, or what the text after the cursor closes already. Adds nothing:
 * a bracket that is left open may be closed by what the user types.
 */
export function balance(text: string, place: Place): string {
	const { isProse } = surroundingsOf(place);
	if (isProse) return text;
	const quoted = withinQuotes(text, place);
	// A bracket that is taken from the text after the cursor may be given back: `a).b(` within `(…)`.
	if (bracketErrors(quoted, place) <= bracketErrors("", place)) return quoted;
	return quoted.slice(0, strayBracket(quoted, place));
}

function strayBracket(text: string, place: Place): number | undefined {
	const surroundings = surroundingsOf(place);
	const outer: OpenBracket[] = [...surroundings.open];
	const own: OpenBracket[] = [];
	for (const { full, brackets } of textLines(text, place)) {
		for (const { text: bracket, at } of brackets) {
			if (at < 0) take(outer, bracket, columns(full));
			else if (isOpening(bracket) || own.length > 0) take(own, bracket, columns(full));
			else if (closesOpen(outer, bracket, surroundings)) outer.pop();
			else return at;
		}
	}
	return undefined;
}

/** Where a string is closed behind the cursor, the line has to end as it did: the completion may close it if it opens another. */
function withinQuotes(text: string, place: Place): string {
	const { lead, region } = surroundingsOf(place);
	if (region !== "string") return text;
	const typed = lineBefore(place);
	const rest = lineAfter(place);
	const isClosed = (line: string) => scanBehind(lead, line)[0]?.region !== "string";
	const isLine = !text.includes("\n");
	if (!isClosed(typed + rest) || (isLine && isClosed(typed + text + rest))) return text;
	const [first = ""] = text.split("\n");
	const end = closingMark(typed + first, lead.modes, typed.length);
	return end === undefined ? first : first.slice(0, end - typed.length);
}

import { isBlank } from "../../edit/lines";
import { lineAfter, lineBefore, type Place } from "../place";
import { type TextLine, textLines } from "../syntax/textLines";
import { isClosingLine, lineKey, linesBelow } from "./compare";

/**
 * Drops a completion that says once more what the lines next to it say, and cuts one that goes round in circles before the
 * second time. Lines that close something, and rows of nothing but numbers, may repeat.
 */
export function repeatedLine(text: string, place: Place): string {
	const lines = writtenLines(text, place);
	const keys = lines.map(({ full }) => lineKey(full));
	const [first] = lines;
	if (!first) return text;
	const [below] = isBlank(lineAfter(place)) ? linesBelow(place) : [];
	const above = linesAbove(text, place);
	const isRepeat = (line: string | undefined) =>
		line !== undefined && isTelling(first.full) && lineKey(line) === keys[0];
	if (isRepeat(above.at(-1)) || isRepeat(below) || repeatsBlock(lines, above)) return "";
	const loop = loopStart(lines, keys);
	return loop === undefined ? text : text.slice(0, lines[loop - 1]?.end);
}

/** The lines that the completion writes, or writes on. */
function writtenLines(text: string, place: Place): TextLine[] {
	const rest = lineAfter(place);
	const lines = textLines(text, place).filter(({ full, start, end }) => !isBlank(full) && end > start);
	const last = lines.at(-1);
	return last ? [...lines.slice(0, -1), { ...last, full: last.full + rest }] : [];
}

function linesAbove(text: string, place: Place): string[] {
	const above = place.before.split("\n").slice(0, -1);
	// A completion that begins with a line end leaves the cursor's line as it is.
	if (/^[ \t]*\n/.test(text)) above.push(lineBefore(place));
	return above.filter((line) => !isBlank(line));
}

/** Whether it is unlikely to stand twice in a row: it has a word, and is more than a tag or a word that opens or closes. */
function isTelling(line: string): boolean {
	if (isClosingLine(line) || !/\p{L}/u.test(line.replace(literals, ""))) return false;
	return !/^\s*(?:(?:<[^<>]*>)+|\}?\s*(?:else|begin|do|then|try|finally)\s*[{:]?)\s*$/i.test(line);
}

const literals = /\b(?:\d\w*|true|false|null|nil|none|undefined)\b/gi;

/** A block of so many lines is known again when it stands a few lines further up. */
const minLinesFurtherUp = 3;

function repeatsBlock(lines: readonly TextLine[], above: readonly string[]): boolean {
	const telling = lines.filter(({ full }) => isTelling(full)).length;
	if (telling < 2) return false;
	const keys = lines.map(({ full }) => lineKey(full)).join("\n");
	const isAt = (start: number) =>
		above
			.slice(start, start + lines.length)
			.map(lineKey)
			.join("\n") === keys;
	const nearest = above.length - lines.length;
	const reach = telling < minLinesFurtherUp ? 0 : 2 * lines.length;
	for (let start = nearest; start >= Math.max(0, nearest - reach); start--) {
		if (isAt(start)) return true;
	}
	return false;
}

const maxPeriod = 8;

/** The line at which lines begin that were just written, if they are written three times in a row. */
function loopStart(lines: readonly TextLine[], keys: readonly string[]): number | undefined {
	for (let start = 0; start < keys.length; start++) {
		for (let period = 1; period <= maxPeriod && start + 3 * period <= keys.length; period++) {
			const isLoop = keys.slice(start + period, start + 3 * period).every((key, at) => key === keys[start + at]);
			const isEmpty = !lines.slice(start, start + period).some(({ full }) => isTelling(full));
			if (isLoop && !isEmpty) return start + period;
		}
	}
	return undefined;
}

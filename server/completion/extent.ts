/** How far a completion goes. */
import { isBlank } from "../edit/lines";
import { lineAfter, lineBefore, type Place } from "./place";
import { BlockReader, filledEnd, openerAt } from "./syntax/block";
import { type TextLine, textLines } from "./syntax/textLines";

export type Extent = "line" | "block";

/**
 * A block where the cursor's line opens one with nothing but what closes it behind the cursor, and on an empty line in a
 * body that is still empty; else a line.
 */
export function extentAt(place: Place): Extent {
	return closingMarks.test(lineAfter(place)) && openerAt(place) ? "block" : "line";
}

const closingMarks = /^(?:[\s)\]}>;,"'`]|<\/[\w.:-]+>)*$/;

/** More than fits a screen is not read as ghost text, and takes a 7B model on a CPU half a minute. */
const maxLines = 30;

/** Blank lines in a row that no code has: the model has nothing more to say. */
const maxBlankLines = 3;

/**
 * The length at which a completion that streams in is complete, undefined as long as more may belong to it. Only finished
 * lines are judged, so that it is the same however the text is cut into pieces.
 */
export function endOf(text: string, place: Place, extent: Extent): number | undefined {
	return extent === "line" ? lineEnd(text, place) : blockEnd(text, place);
}

/**
 * The end of the first line with something in it. After a finished line the model begins the next one: that line is the
 * completion then, with the line end before it, unless there is text after the cursor that would move down.
 */
function lineEnd(text: string, place: Place): number | undefined {
	const first = /\S/.exec(text)?.index ?? text.length;
	const leading = text.slice(0, first).split("\n").length - 1;
	if (leading > 0 && (leading >= maxBlankLines || !isBlank(lineAfter(place)))) return 0;
	const end = text.indexOf("\n", first);
	return end < 0 ? undefined : end;
}

function blockEnd(text: string, place: Place): number | undefined {
	const reader = new BlockReader(place, openerAt(place));
	const isOneStatement = beginsInline(text, place);
	let blanks = 0;
	let safeEnd: number | undefined;
	for (const [index, line] of textLines(text, place).slice(0, -1).entries()) {
		const end = reader.read(line);
		if (end !== undefined) return keepBreak(text, end, place);
		blanks = isBlank(line.full) ? blanks + 1 : 0;
		const isSafe = reader.isBalanced && isWhole(line) && filledEnd(line) > 0;
		if (isSafe && isOneStatement) return filledEnd(line);
		if (isSafe) safeEnd = filledEnd(line);
		if (blanks >= maxBlankLines || index + 1 >= maxLines) return safeEnd ?? filledEnd(line);
	}
	return undefined;
}

/** Whether the block is the statement behind a colon, an arrow or a word on the same line. */
function beginsInline(text: string, place: Place): boolean {
	const typed = lineBefore(place).trimEnd();
	return typed !== "" && !/[{([>]$/.test(typed.replace(/[=-]>$/, "")) && /^[^\n]*\S/.test(text);
}

function isWhole({ full, region }: TextLine): boolean {
	return region !== "string" && !isBlank(full);
}

/** Where the bracket that ends the block stands behind the cursor, it goes on a line of its own. */
function keepBreak(text: string, end: number, place: Place): number {
	const rest = lineAfter(place);
	const kept = text.slice(0, end);
	return isBlank(rest) || !/\n[ \t]*$/.test(kept) ? kept.trimEnd().length : end;
}

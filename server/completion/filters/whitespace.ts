import { isBlank } from "../../edit/lines";
import { lineAfter, lineBefore, type Place } from "../place";
import { openerAt } from "../syntax/block";
import { columns, surroundingsOf } from "../syntax/surroundings";
import { textLines } from "../syntax/textLines";
import { convertIndentation } from "./indentation";

/** White space as the file has it: no `\r`, none at the ends of lines, indentation of the file's kind; nothing else is nothing. */
export function whitespace(text: string, place: Place): string {
	const lines = trimStart(text.replace(/\r\n?/g, "\n"), place);
	const trimmed = trimEnd(trimLines(convertIndentation(lines, place), place), place);
	return isBlank(trimmed) ? "" : trimmed;
}

/** A space where one stands before the cursor is one too many; so is a blank line where the cursor is on one. */
function trimStart(text: string, place: Place): string {
	const typed = lineBefore(place);
	if (!isBlank(typed)) return /[ \t]$/.test(typed) ? text.replace(/^[ \t]+/, "") : text;
	const blank = /^(?:[ \t]*\n)+/.exec(text)?.[0] ?? "";
	const filled = text.slice(blank.length);
	// A line end stays where the next line is indented less than the cursor.
	if (blank && filled.startsWith(typed)) return trimStart(filled.slice(typed.length), place);
	const opener = openerAt(place);
	const isDeep = typed !== "" && (!opener || columns(typed) > opener.indent);
	return isDeep && !blank ? text.replace(/^[ \t]+/, "") : text;
}

/** Of lines of code: at the end of a line of prose, or in a string, it may mean something. */
function trimLines(text: string, place: Place): string {
	if (surroundingsOf(place).isProse) return text;
	return textLines(text, place)
		.map(({ start, end, region }) => {
			const line = text.slice(start, end);
			return region === "string" || end === text.length ? line : line.trimEnd();
		})
		.join("\n");
}

function trimEnd(text: string, place: Place): string {
	const rest = lineAfter(place);
	const trimmed = text.trimEnd();
	const end = text.slice(trimmed.length);
	// What closes the block stands behind the cursor, and goes on a line of its own.
	if (/^[)\]}]/.test(rest) && trimmed.includes("\n") && end.includes("\n"))
		return `${trimmed}\n${/[ \t]*$/.exec(end)?.[0]}`;
	return /^[^\s)\],;:.]/.test(rest) && /^[ \t]/.test(end) ? `${trimmed} ` : trimmed;
}

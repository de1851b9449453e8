/** How lines are compared. */
import { isBlank } from "../../edit/lines";
import { lineAfter, type Place } from "../place";
import { columns } from "../syntax/surroundings";

/** The lines after the cursor's that are not blank. */
export function linesBelow({ after, ...place }: Place): string[] {
	const rest = lineAfter({ after, ...place });
	return after
		.slice(rest.length + 1)
		.split("\n")
		.filter((line) => !isBlank(line));
}

/** Without their indentation; but what closes a block is the same only at the same depth. */
export function isSameLine(one: string, other: string): boolean {
	return one.trim() === other.trim() && (!isClosingLine(one) || columns(one) === columns(other));
}

/** Whether a line only closes: brackets, a tag, a word that does. */
export function isClosingLine(line: string): boolean {
	return /^\s*(?:[^\p{L}\p{N}]*|<\/[\w.:-]*>[;,)}]*|(?:end|fi|done|esac)[;,)]*)\s*$/iu.test(line);
}

/** What near-identical lines have in common: all but white space outside of strings, the kind of quotes and the mark at the end. */
export function lineKey(line: string): string {
	return line
		.replace(/[;,]\s*$/, "")
		.replace(/['`]/g, '"')
		.replace(/("(?:\\.|[^"\\])*")|\s+/g, "$1");
}

export const wordAtEnd = /[\p{L}\p{N}_]$/u;
export const wordAtStart = /^[\p{L}\p{N}_]/u;

/** White space aside, and with no word that goes on behind the part. */
export function beginsWith(rest: string, part: string): boolean {
	let at = 0;
	for (const mark of part.replace(/\s/g, "")) {
		while (/\s/.test(rest[at] ?? "")) at++;
		if (!rest.startsWith(mark, at)) return false;
		at += mark.length;
	}
	return !(wordAtEnd.test(part.trimEnd()) && wordAtStart.test(rest.slice(at)));
}

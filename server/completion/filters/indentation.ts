import { indentationOf, isBlank } from "../../edit/lines";
import { lineBefore, type Place } from "../place";
import { textLines } from "../syntax/textLines";

/** Makes tabs or spaces of the indentation, whichever the file has; a file without either has it all. */
export function convertIndentation(text: string, place: Place): string {
	const unit = unitOf(place);
	if (!unit) return text;
	const own = ownWidth(text);
	return textLines(text, place)
		.map(({ start, end, startRegion }) => {
			const line = text.slice(start, end);
			const isContinued = start === 0 && !isBlank(lineBefore(place));
			if (isContinued || startRegion === "string") return line;
			const indentation = indentationOf(line);
			return convert(indentation, unit, own) + line.slice(indentation.length);
		})
		.join("\n");
}

function convert(indentation: string, unit: string, own: number): string {
	if (unit !== "\t") return indentation.replaceAll("\t", unit);
	// What a few spaces more align stays aligned.
	return indentation.replace(/^ +/, ({ length }) => "\t".repeat(Math.floor(length / own)) + " ".repeat(length % own));
}

/** What the file indents by; undefined if nothing shows it, or both. */
function unitOf({ languageId, before, after }: Place): string | undefined {
	const lines = `${before}\n${after}`.split("\n").filter((line) => !isBlank(line));
	const tabs = lines.filter((line) => line.startsWith("\t")).length;
	// A space or two before a star are a comment's.
	const spaces = lines.filter((line) => /^ {2,}(?!\*)/.test(line)).map((line) => indentationOf(line).length);
	if (tabs === 0 && spaces.length === 0) return languageId === "go" || languageId === "makefile" ? "\t" : undefined;
	// A file with both may mean eight columns by a tab, or anything.
	if (Math.min(tabs, spaces.length) > maxStrays * (tabs + spaces.length)) return undefined;
	return tabs > spaces.length ? "\t" : " ".repeat(Math.min(maxWidth, ...spaces));
}

const maxStrays = 0.1;

const maxWidth = 8;

/** How many spaces the text has for one level: the greatest width that all its lines are a multiple of. */
function ownWidth(text: string): number {
	const widths = text.split("\n").flatMap((line) => (/^ {2}/.test(line) ? [indentationOf(line).length] : []));
	return [4, 2, 3].find((width) => widths.every((it) => it % width === 0)) ?? 4;
}

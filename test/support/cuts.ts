import type { Place } from "../../server/completion/place";
import type { RealCode } from "./realCode";

/** A document with a piece cut out, and the piece: the right completion. */
export interface Cut {
	readonly path: string;
	readonly kind: "line" | "line before closing marks" | "next line" | "body" | "body and end" | "body on a new line";
	readonly place: Place;
	readonly completion: string;
	/** What the text that was cut goes on with, as a model would that does not stop. */
	readonly rest: string;
}

/** Cuts a line's end out at random places, and each body of a block in all the ways a user may come to write it. */
export function cutsOf(code: RealCode, random: () => number): Cut[] {
	const lines = code.text.split("\n");
	return lines.flatMap((line, at) => [
		...lineCuts(code, lines, at, random),
		...(line.trim() ? bodyCuts(code, lines, at) : []),
	]);
}

const lineShare = 0.3;

function lineCuts(code: RealCode, lines: readonly string[], at: number, random: () => number): Cut[] {
	const line = lines[at] ?? "";
	const starts = [...line.matchAll(/(?<=\s|^)\S|(?<=\w)\W(?=\S)|(?<=[([{.])\w/g)].map(({ index }) => index);
	const start = starts[Math.floor(random() * starts.length)];
	if (start === undefined || random() > lineShare) return [];
	const before = linesBefore(lines, at) + line.slice(0, start);
	const cut = (kind: Cut["kind"], from: string, end: number): Cut =>
		makeCut(
			code,
			kind,
			from,
			from === before ? line.slice(start, end) : `\n${line.slice(0, end)}`,
			line.slice(end) + linesAfter(lines, at),
		);
	const closing = / ?[)\]}]+[;,]?$/.exec(line)?.index ?? line.length;
	return [
		cut("line", before, line.trimEnd().length),
		...(closing > start && closing < line.length ? [cut("line before closing marks", before, closing)] : []),
		...(at > 0 && lines[at - 1] ? [cut("next line", linesBefore(lines, at).slice(0, -1), line.trimEnd().length)] : []),
	];
}

const maxBody = 28;

function bodyCuts(code: RealCode, lines: readonly string[], at: number): Cut[] {
	const opener = lines[at] ?? "";
	const openers = code.languageId === "python" ? /[{([:]$/ : /[{([]$/;
	const end = bodyEnd(lines, at);
	const body = lines.slice(at + 1, end);
	const [first = ""] = body;
	if (!openers.test(opener) || code.languageId === "markdown" || first.trim() === "" || body.length > maxBody)
		return [];
	const before = linesBefore(lines, at) + opener;
	const text = body.join("\n");
	const after = linesAfter(lines, end - 1);
	const margin = /^[ \t]*/.exec(first)?.[0] ?? "";
	const last = lines[end] ?? "";
	const closes = indentOf(last) === indentOf(opener) && /^\s*[)\]}]+[;,]?$/.test(last);
	return [
		makeCut(code, "body", before, `\n${text}`, after),
		makeCut(code, "body on a new line", `${before}\n${margin}`, text.slice(margin.length), after),
		...(closes ? [makeCut(code, "body and end", before, `\n${text}\n${last}`, linesAfter(lines, end))] : []),
	];
}

/** The first line after those that are indented deeper than the one at `at`. */
function bodyEnd(lines: readonly string[], at: number): number {
	const indent = indentOf(lines[at] ?? "");
	const isBodyLine = (line: string) => line.trim() === "" || indentOf(line) > indent;
	let end = at + 1;
	while (end < lines.length && isBodyLine(lines[end] ?? "")) end++;
	while (end > at + 1 && lines[end - 1]?.trim() === "") end--;
	return end;
}

function makeCut(
	{ path, languageId }: RealCode,
	kind: Cut["kind"],
	before: string,
	completion: string,
	after: string,
): Cut {
	return { path, kind, place: { uri: `file:///${path}`, languageId, before, after }, completion, rest: after };
}

function linesBefore(lines: readonly string[], at: number): string {
	return lines
		.slice(0, at)
		.map((line) => `${line}\n`)
		.join("");
}

function linesAfter(lines: readonly string[], at: number): string {
	return lines
		.slice(at + 1)
		.map((line) => `\n${line}`)
		.join("");
}

function indentOf(line: string): number {
	return /^[ \t]*/.exec(line)?.[0].replaceAll("\t", "    ").length ?? 0;
}

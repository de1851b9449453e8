import type { Stretch } from "./typist";

/**
 * Cuts paragraphs out of a file, at these shares of its lines and of about so many characters: each is typed anew on an
 * empty line, and the file around it is whole.
 */
export function stretchesOf(file: string, shares: readonly number[], characters: number): Stretch[] {
	const lines = file.trimEnd().split("\n");
	return shares.flatMap((share) => {
		const first = paragraphFrom(lines, Math.floor(lines.length * share));
		const end = first === undefined ? undefined : wholeFrom(lines, first, characters);
		if (first === undefined || end === undefined) return [];
		const before = lines.slice(0, first).map((line) => `${line}\n`);
		const after = lines.slice(end).map((line) => `\n${line}`);
		return [{ before: before.join(""), text: lines.slice(first, end).join("\n"), after: `${after.join("")}\n` }];
	});
}

/** The first line from there on that begins something at the margin, after an empty line. */
function paragraphFrom(lines: readonly string[], from: number): number | undefined {
	const found = lines.findIndex((line, at) => at >= from && lines[at - 1] === "" && /^[^\s}\])]/.test(line));
	return found < 0 ? undefined : found;
}

/** Where something ends at the margin, with at least so many characters, or as many as there are. */
function wholeFrom(lines: readonly string[], first: number, characters: number): number | undefined {
	let length = 0;
	let end: number | undefined;
	for (let at = first; at < lines.length && (end === undefined || length < characters); at++) {
		length += (lines[at] ?? "").length + 1;
		if (isEnd(lines, at)) end = at + 1;
	}
	return end;
}

function isEnd(lines: readonly string[], at: number): boolean {
	const next = lines.slice(at + 1).find((line) => line !== "");
	return lines[at] !== "" && (lines[at + 1] ?? "") === "" && (next === undefined || /^[^\s}\])]/.test(next));
}

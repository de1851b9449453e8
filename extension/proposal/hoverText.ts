/** A hover shows this much of a hunk, in lines; the rest is in the peek of the gutter. */
const maxLines = 24;

/** A hover shows this much of a step, in characters; the rest is in the sidebar. */
const maxProse = 600;

/** A hunk in the language "diff", without the indentation that all its lines share. */
export function diffText(oldLines: readonly string[], newLines: readonly string[]): string {
	const shared = sharedIndentation([...oldLines, ...newLines].filter((line) => line.trim() !== ""));
	const signed = (sign: string) => (line: string) => `${sign} ${line.slice(shared)}`;
	const lines = [...oldLines.map(signed("-")), ...newLines.map(signed("+"))];
	const rest = lines.length - maxLines;
	return rest > 0 ? [...lines.slice(0, maxLines), `… ${rest} more lines`].join("\n") : lines.join("\n");
}

/** What a model wrote, as Markdown in which only code spans are markup: no link, image or command of its making. */
export function proseToMarkdown(text: string): string {
	const prose = text.length > maxProse ? `${text.slice(0, maxProse).trimEnd()}…` : text;
	return prose
		.split(/(`[^`\n]+`)/)
		.map((part, index) => (index % 2 === 1 ? part : escaped(part)))
		.join("");
}

function escaped(text: string): string {
	const onOneLine = text.replaceAll(/\s+/g, " ");
	return onOneLine.replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
}

function sharedIndentation(lines: readonly string[]): number {
	const [first = "", ...rest] = lines.map((line) => /^\s*/.exec(line)?.[0] ?? "");
	let length = first.length;
	while (!rest.every((indentation) => indentation.startsWith(first.slice(0, length)))) {
		length--;
	}
	return length;
}

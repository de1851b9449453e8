import type { Why } from "./why";

/** A hover shows this much of a hunk, in lines; the rest is in the peek of the gutter. */
const maxLines = 24;

/** A hover shows this much of the first step, and of each further one, in characters; the rest is in the sidebar. */
const maxProse = { first: 600, further: 240 };

/** A hunk in the language "diff", without the indentation that all its lines share. */
export function diffText(oldLines: readonly string[], newLines: readonly string[]): string {
	const shared = sharedIndentation([...oldLines, ...newLines].filter((line) => line.trim() !== ""));
	const signed = (sign: string) => (line: string) => `${sign} ${line.slice(shared)}`;
	const lines = [...oldLines.map(signed("-")), ...newLines.map(signed("+"))];
	const rest = lines.length - maxLines;
	return rest > 0 ? [...lines.slice(0, maxLines), `… ${rest} more lines`].join("\n") : lines.join("\n");
}

/** The steps behind a hunk as Markdown, each under a link to it; `linkTo` gives the address of a step. */
export function whysToMarkdown(whys: readonly Why[], linkTo: (step: number) => string): string {
	return whys
		.map(({ step, title, kind, isInferred, text, telling }, index) => {
			const link = `[${index === 0 ? "Why" : "Also"}: ${title}](${linkTo(step)})`;
			const length = index === 0 ? maxProse.first : maxProse.further;
			const prose = text.length > length ? `${text.slice(0, length).trimEnd()}…` : text;
			return `${isInferred ? `*${link}*` : `**${link}**`} · ${kind}\n\n${proseToMarkdown(prose, telling)}\n\n`;
		})
		.join("");
}

/**
 * What a model wrote, as Markdown in which only code spans are markup, and what is telling is bold: no link, image or
 * command of its making.
 */
export function proseToMarkdown(text: string, telling: readonly string[] = []): string {
	const words = telling.toSorted((a, b) => b.length - a.length).map(escapedForPattern);
	const isTelling = new RegExp(`(?<=^|${edge})(?:${words.join("|")})(?=$|${edge})`, "gu");
	const emphasized = (prose: string) => (words.length > 0 ? boldParts(prose, isTelling) : escaped(prose));
	return text
		.split(/(`[^`\n]+`)/)
		.map((part, index, parts) => {
			if (index % 2 === 0) return emphasized(part);
			const isNamed = words.length > 0 && part.slice(1, -1).search(isTelling) >= 0;
			return isNamed && isApart(parts[index - 1], parts[index + 1]) ? `**${part}**` : part;
		})
		.join("");
}

/** What may stand on either side of what is bold: Markdown takes asterisks between other signs for asterisks. */
const edge = "[\\s.,;:?()\"'\\[\\]]";

function boldParts(prose: string, pattern: RegExp): string {
	let [result, end] = ["", 0];
	for (const { 0: word, index } of prose.matchAll(pattern)) {
		result += `${escaped(prose.slice(end, index))}**${escaped(word)}**`;
		end = index + word.length;
	}
	return result + escaped(prose.slice(end));
}

function isApart(before = "", after = ""): boolean {
	return new RegExp(`(?:^|${edge})$`, "u").test(before) && new RegExp(`^(?:$|${edge})`, "u").test(after);
}

function escaped(text: string): string {
	const onOneLine = text.replaceAll(/\s+/g, " ");
	return onOneLine.replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
}

function escapedForPattern(text: string): string {
	return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function sharedIndentation(lines: readonly string[]): number {
	const [first = "", ...rest] = lines.map((line) => /^\s*/.exec(line)?.[0] ?? "");
	let length = first.length;
	while (!rest.every((indentation) => indentation.startsWith(first.slice(0, length)))) {
		length--;
	}
	return length;
}

import { equal } from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../../server/completion/place";

/** A document with a cursor in it, and what a model has written there. */
export interface Caret {
	readonly place: Place;
	readonly raw: string;
	/** What is to be left of it. */
	readonly kept: string;
}

/**
 * Reads a sample. `│` alone is the cursor. `├…┤` is what the model wrote at the cursor; `│` within says where it is to be cut:
 * without it, it is to stay as it is, and `├│…┤` means that nothing is left.
 */
export function readCaret(sample: string, languageId: string): Caret {
	const [before = "", written] = sample.split("├");
	if (written === undefined) {
		const [head = "", tail = ""] = sample.split("│");
		return { place: placeOf(head, tail, languageId), raw: "", kept: "" };
	}
	const [marked = "", after = ""] = written.split("┤");
	return { place: placeOf(before, after, languageId), raw: marked.replace("│", ""), kept: marked.split("│")[0] ?? "" };
}

/** The sample of what is left, as `readCaret` reads it. */
export function showCaret({ before, after }: Place, raw: string, kept: string): string {
	const isCut = raw !== kept && raw.startsWith(kept);
	return isCut ? `${before}├${kept}│${raw.slice(kept.length)}┤${after}` : `${before}├${kept}┤${after}`;
}

/** A sample over several lines, without the indentation that the test's own code gives it and without its first line end. */
export function sample(strings: TemplateStringsArray): string {
	const lines = (strings.raw[0] ?? "").replaceAll("\\`", "`").replaceAll("\\$", "$").split("\n");
	if (lines.length === 1) return lines[0] ?? "";
	const margin = /^\t*/.exec(lines.at(-1) ?? "")?.[0].length ?? 0;
	return lines
		.slice(1, -1)
		.map((line) => line.slice(Math.min(margin + 1, /^\t*/.exec(line)?.[0].length ?? 0)))
		.join("\n");
}

function placeOf(before: string, after: string, languageId: string): Place {
	return { uri: "file:///sample", languageId, before, after };
}

/** Name, language and sample of a test. */
export type CaretCase = readonly [name: string, languageId: string, marked: string];

/** One test for each case: what is left of what the model wrote. */
export function testCarets(cases: readonly CaretCase[], keep: (raw: string, place: Place) => string): void {
	for (const [name, languageId, marked] of cases) {
		test(`${languageId}: ${name}`, () => {
			const { place, raw, kept } = readCaret(marked, languageId);
			equal(showCaret(place, raw, keep(raw, place)), showCaret(place, raw, kept));
		});
	}
}

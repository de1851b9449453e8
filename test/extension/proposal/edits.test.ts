import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type LineReplacement, replaceLines, toTextReplacements } from "../../../extension/proposal/edits";
import { splitLines } from "../../../extension/proposal/lineSplice";
import { between, randomNumbers } from "../../support/random";
import { changedText } from "./randomText";

/** The text with lines replaced, through the edits that an editor gets. */
function edited(text: string, ...replacements: LineReplacement[]): string {
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const edits = toTextReplacements(splitLines(text), replacements, eol);
	const bottomUp = edits.toReversed();
	for (const [index, edit] of bottomUp.entries()) {
		const above = bottomUp[index + 1];
		assert.ok(!above || isBefore(above.range.end, edit.range.start), "edits do not overlap");
	}
	return bottomUp.reduce((done, edit) => changedText(done, { range: edit.range, text: edit.newText }), text);
}

function isBefore(one: { line: number; character: number }, other: { line: number; character: number }): boolean {
	return one.line < other.line || (one.line === other.line && one.character <= other.character);
}

suite("Edits of whole lines", () => {
	const cases: [name: string, text: string, replacements: LineReplacement[], expected: string][] = [
		["replace a line in the middle", "a\nb\nc\n", [{ start: 1, end: 2, lines: ["B", "B2"] }], "a\nB\nB2\nc\n"],
		["replace the first line", "a\nb", [{ start: 0, end: 1, lines: ["A"] }], "A\nb"],
		["replace a last line that has no ending", "a\nb", [{ start: 1, end: 2, lines: ["B"] }], "a\nB"],
		["insert at the start", "a\n", [{ start: 0, end: 0, lines: ["x"] }], "x\na\n"],
		["insert after a last line that has no ending", "a", [{ start: 1, end: 1, lines: ["x", "y"] }], "a\nx\ny"],
		["insert before a final newline's empty line", "a\n", [{ start: 1, end: 1, lines: ["x"] }], "a\nx\n"],
		["remove the first line", "a\nb", [{ start: 0, end: 1, lines: [] }], "b"],
		["remove the last line with the ending before it", "a\nb", [{ start: 1, end: 2, lines: [] }], "a"],
		["remove everything", "a\nb", [{ start: 0, end: 2, lines: [] }], ""],
		["fill an empty text", "", [{ start: 0, end: 1, lines: ["a", "b"] }], "a\nb"],
		["keep CRLF", "a\r\nb\r\nc", [{ start: 1, end: 2, lines: ["x", "y"] }], "a\r\nx\r\ny\r\nc"],
		["keep CRLF when appending", "a\r\nb", [{ start: 2, end: 2, lines: ["c"] }], "a\r\nb\r\nc"],
		[
			"remove two neighbours at the end",
			"a\nb\nc",
			[
				{ start: 1, end: 2, lines: [] },
				{ start: 2, end: 3, lines: [] },
			],
			"a",
		],
		[
			"insert before and remove the same line",
			"a\nb\nc",
			[
				{ start: 1, end: 1, lines: ["x"] },
				{ start: 1, end: 2, lines: [] },
			],
			"a\nx\nc",
		],
	];
	for (const [name, text, replacements, expected] of cases) {
		test(name, () => assert.equal(edited(text, ...replacements), expected));
	}

	test("do to the text what the replacements do to the lines, for any of them", () => {
		for (let seed = 0; seed < 3000; seed++) {
			const random = randomNumbers(seed);
			const eol = random() < 0.5 ? "\n" : "\r\n";
			const lines = Array.from({ length: between(random, 1, 8) }, () => "ab".slice(between(random, 0, 2)));
			const replacements = randomReplacements(random, lines.length);
			assert.equal(
				edited(lines.join(eol), ...replacements).replaceAll("\r\n", "\n"),
				replaceLines(lines, replacements).join("\n"),
				`seed ${seed}: ${JSON.stringify({ lines, replacements })}`,
			);
		}
	});
});

function randomReplacements(random: () => number, count: number): LineReplacement[] {
	const replacements: LineReplacement[] = [];
	for (let start = between(random, 0, 2); start <= count; start += between(random, 0, 2)) {
		const end = between(random, start, Math.min(count, start + 2));
		const lines = Array.from({ length: between(random, 0, 2) }, (_, index) => `new ${start} ${index}`);
		if (lines.length > 0 || end > start) {
			replacements.push({ start, end, lines });
		}
		start = Math.max(end, start + 1);
	}
	return replacements;
}

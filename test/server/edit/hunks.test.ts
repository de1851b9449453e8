import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { makeHunks } from "../../../server/edit/hunks";
import { splitLines } from "../../../server/edit/lines";

/** Each hunk as `old line:removed lines > new line:added lines`. */
function hunks(before: string, after: string, firstLine = 0): string[] {
	return makeHunks(before, after, firstLine).map(
		(it) => `${it.oldStart}:${it.oldLines.join("|")} > ${it.newStart}:${it.newLines.join("|")}`,
	);
}

suite("hunks", () => {
	for (const [name, before, after, expected] of [
		["a changed line", "a\nb\nc", "a\nB\nc", ["1:b > 1:B"]],
		["changed lines next to each other are one", "a\nb\nc\nd", "a\nB\nC\nd", ["1:b|c > 1:B|C"]],
		["one unchanged line parts two", "a\nb\nc", "A\nb\nC", ["0:a > 0:A", "2:c > 2:C"]],
		["an unchanged blank line does too", "a\n\nc", "A\n\nC", ["0:a > 0:A", "2:c > 2:C"]],
		["an inserted line", "a\nb", "a\nx\nb", ["1: > 1:x"]],
		["a line inserted at the start", "a", "x\na", ["0: > 0:x"]],
		["a line added at the end", "a", "a\nx", ["1: > 1:x"]],
		["a removed line", "a\nb\nc", "a\nc", ["1:b > 1:"]],
		["lines after an insertion count on", "a\nb\nc\nd", "a\nx\ny\nb\nc\nD", ["1: > 1:x|y", "3:d > 5:D"]],
		["lines after a removal count on", "a\nb\nc\nd\ne", "a\nd\nE", ["1:b|c > 1:", "4:e > 2:E"]],
		["everything changed", "a\nb", "c", ["0:a|b > 0:c"]],
		["nothing changed", "a\nb", "a\nb", []],
		["line endings do not count", "a\r\nb", "a\nb", []],
		["Windows line endings are no part of a line", "a\r\nb\r\n", "a\r\nB\r\n", ["1:b > 1:B"]],
		["white space counts", "a\n b", "a\n  b", ["1: b > 1:  b"]],
	] as const) {
		test(name, () => deepEqual(hunks(before, after), expected));
	}

	test("lines are those of the document", () =>
		deepEqual(hunks("a\nb\nc", "x\na\nb\nC", 7), ["7: > 7:x", "9:c > 10:C"]));

	test("they are numbered in order", () =>
		deepEqual(
			makeHunks("a\nb\nc", "A\nb\nC", 0).map((it) => it.index),
			[0, 1],
		));

	test("applied to the old text they give the new one", () => {
		const words = ["a", "b", "c", "", "  d", "}"];
		for (let seed = 0; seed < 500; seed++) {
			const lines = (factor: number) =>
				Array.from(
					{ length: 1 + ((seed * factor) % 13) },
					(_, at) => words[(seed * (at + factor) * (at + 3)) % 6] ?? "",
				);
			const [before, after] = [lines(7), lines(5)];
			const result = [...before];
			for (const hunk of makeHunks(before.join("\n"), after.join("\n"), 0).reverse()) {
				deepEqual(before.slice(hunk.oldStart, hunk.oldStart + hunk.oldLines.length), hunk.oldLines);
				deepEqual(after.slice(hunk.newStart, hunk.newStart + hunk.newLines.length), hunk.newLines);
				result.splice(hunk.oldStart, hunk.oldLines.length, ...hunk.newLines);
			}
			deepEqual(result, after);
		}
	});

	test("a text rewritten beyond measure is one hunk", () => {
		const lines = (name: string) => Array.from({ length: 4000 }, (_, at) => `${name}${at}`).join("\n");
		const found = makeHunks(lines("a"), lines("b"), 0);
		deepEqual(
			found.map((it) => [it.oldLines.length, it.newLines.length]),
			[[4000, 4000]],
		);
		equal(splitLines(lines("b")).length, 4000);
	});
});

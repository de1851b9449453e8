import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import { indentationOf, splitLines } from "../../../server/edit/lines";

suite("lines", () => {
	for (const [text, expected] of [
		["a\nb", ["a", "b"]],
		["a\r\nb\rc\n", ["a", "b", "c", ""]],
		["a\n\r\n\nb", ["a", "", "", "b"]],
		["", [""]],
	] as const) {
		test(`${JSON.stringify(text)} has ${expected.length}`, () => deepEqual(splitLines(text), expected));
	}

	test("indentation is of spaces and tabs", () =>
		deepEqual(["  a", "\t b", "c", "   "].map(indentationOf), ["  ", "\t ", "", "   "]));
});

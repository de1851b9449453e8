import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { lineChange, shiftLines } from "../../../extension/run/trackedRange";

/** Where lines 10 to 12 stand after an edit from one place to another. */
function shifted(from: readonly [number, number], to: readonly [number, number], text: string): [number, number] {
	const start = { line: from[0], character: from[1] };
	const end = { line: to[0], character: to[1] };
	const result = shiftLines({ start: 10, end: 12 }, lineChange({ range: { start, end }, text }));
	return [result.start, result.end];
}

suite("lines that follow their code", () => {
	const cases: readonly (readonly [string, [number, number], [number, number]])[] = [
		["lines inserted above move them down", shifted([3, 0], [3, 0], "a\nb\n"), [12, 14]],
		["a line inserted right above moves them down", shifted([10, 0], [10, 0], "a\n"), [11, 13]],
		["a line deleted above moves them up", shifted([3, 0], [4, 0], ""), [9, 11]],
		["a line break in the line above moves them down", shifted([9, 4], [9, 4], "\n"), [11, 13]],
		["an edit below leaves them", shifted([13, 0], [13, 5], "a\nb"), [10, 12]],
		["a line inserted right below leaves them", shifted([13, 0], [13, 0], "a\n"), [10, 12]],
		["a line inserted inside makes them more", shifted([11, 0], [11, 0], "a\n"), [10, 13]],
		["a line deleted inside makes them fewer", shifted([11, 0], [12, 0], ""), [10, 11]],
		["typing inside a line changes nothing", shifted([11, 3], [11, 3], "x"), [10, 12]],
		["all of them replaced by one line leaves that line", shifted([10, 0], [12, 8], "x"), [10, 10]],
		["an edit that reaches in from above takes them along", shifted([8, 2], [10, 4], "x"), [8, 10]],
	];
	for (const [name, actual, expected] of cases) {
		test(name, () => assert.deepEqual(actual, expected));
	}
});

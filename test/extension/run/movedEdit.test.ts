import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { movedEdit } from "../../../extension/run/movedEdit";

suite("an edit in a renamed file", () => {
	test("moves with its code, hunks included", () => {
		const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 1 } };
		const hunk = { index: 0, oldStart: 3, oldLines: ["a"], newStart: 3, newLines: ["b"] };
		const moved = movedEdit({ kind: "edit", edit: { range, newText: "x" }, hunks: [hunk], links: [] }, 5, 9);
		assert.deepEqual(moved, {
			kind: "edit",
			version: 9,
			edit: { range: { start: { line: 7, character: 0 }, end: { line: 9, character: 1 } }, newText: "x" },
			hunks: [{ ...hunk, oldStart: 8, newStart: 8 }],
			links: [],
		});
	});
});

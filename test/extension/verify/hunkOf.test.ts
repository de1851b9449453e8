import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hunkOf, isInHunk } from "../../../extension/verify/hunkOf";

/** Lines 3 to 5, and lines removed before line 9. */
const hunks = [
	{ index: 0, start: 3, end: 6 },
	{ index: 1, start: 9, end: 9 },
];

suite("A problem belongs", () => {
	test("to the hunk that holds its line", () => {
		assert.deepEqual(
			[3, 4, 5, 9].map((line) => hunkOf(line, hunks)),
			[0, 0, 0, 1],
		);
	});

	test("to the nearest hunk where none holds its line", () => {
		assert.deepEqual(
			[0, 6, 8, 40].map((line) => hunkOf(line, hunks)),
			[0, 0, 1, 1],
		);
	});

	test("to none where there is none", () => assert.equal(hunkOf(3, []), null));
});

test("a line is in a hunk that wrote it, or removed what stood before it", () => {
	assert.deepEqual(
		[2, 3, 5, 6, 8, 9, 10].filter((line) => isInHunk(line, hunks)),
		[3, 5, 9],
	);
});

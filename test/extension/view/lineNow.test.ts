import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { lineNow } from "../../../extension/view/lineNow";
import type { Hunk } from "../../../server/protocol/run";

/** Two hunks: line 2 became three, and line 5 went away. */
const hunks: readonly Hunk[] = [
	{ index: 0, oldStart: 2, oldLines: ["a"], newStart: 2, newLines: ["a", "b", "c"] },
	{ index: 1, oldStart: 5, oldLines: ["d"], newStart: 7, newLines: [] },
];

suite("a line that a thought names", () => {
	test("stays where it is above the changes", () => assert.equal(lineNow(1, hunks, ["pending", "pending"]), 1));
	test("is where its change begins", () => assert.equal(lineNow(2, hunks, ["pending", "pending"]), 2));
	test("moves with the changes above it", () => assert.equal(lineNow(4, hunks, ["accepted", "pending"]), 6));
	test("moves with all of them", () => assert.equal(lineNow(9, hunks, ["pending", "pending"]), 10));
	test("does not move for what was rejected", () => assert.equal(lineNow(9, hunks, ["rejected", "pending"]), 8));
	test("does not move where nothing was applied", () => assert.equal(lineNow(9, hunks, []), 9));
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { findCode } from "../../../extension/history/currentCode";
import { restoredProposal } from "../../../extension/history/restoredProposal";
import type { HunkDecision } from "../../../media/reasoning/protocol";
import { storedRun } from "./storedRun";

const { run } = storedRun();
const before = run.code;
const fixedLoop = before.replace("<=", "<");
const fixed = fixedLoop.replace("add(i);", "add(i, 1);");

/** The lines where the code is found, between lines that are not of it. */
function find(code: string, decisions: readonly HunkDecision[] | null, near = 0, eol = "\n") {
	const text = ["// above", "", code, "// below"].join("\n").replaceAll("\n", eol);
	return findCode(text, run, restoredProposal({ run, decisions, notice: "" }), near);
}

suite("the code of a run in its file", () => {
	const there = { start: 2, end: 4 };

	test("is there as it was", () => assert.deepEqual(find(before, null), there));
	test("is there with the edit that was accepted", () =>
		assert.deepEqual(find(fixed, ["accepted", "accepted"]), there));
	test("is there with what was accepted of the edit", () => {
		assert.deepEqual(find(fixedLoop, ["accepted", "rejected"]), there);
	});
	test("is there with what was never decided on", () => assert.deepEqual(find(fixed, ["accepted", "pending"]), there));
	test("is there as it was after the edit was undone", () => {
		assert.deepEqual(find(before, ["accepted", "accepted"]), there);
	});
	test("is there with other line endings", () => assert.deepEqual(find(before, null, 0, "\r\n"), there));
	test("is not there with an edit that was rejected", () =>
		assert.equal(find(fixed, ["rejected", "rejected"]), undefined));
	test("is not there when a line of it was changed", () => {
		assert.equal(find(before.replace("add", "subtract"), null), undefined);
	});
	test("is not there as a part of lines", () => assert.equal(find(`// ${before}`, null), undefined));

	test("is found where it was, if it is there more than once", () => {
		assert.deepEqual(find(`${before}\n${before}`, null, 5), { start: 5, end: 7 });
	});
});

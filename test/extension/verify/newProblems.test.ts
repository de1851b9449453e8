import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Baseline } from "../../../extension/verify/baseline";
import { newProblems, type Problem } from "../../../extension/verify/newProblems";

/** Problems as `line message`; `!` before them makes errors, and `file:` is the file. */
function problems(...texts: readonly string[]): readonly Problem[] {
	return texts.map((text) => {
		const [, mark, file = "a.ts", line, message = ""] = /^(!?)(?:(\w+\.ts):)?(\d+) (.*)$/.exec(text) ?? [];
		return {
			uri: file,
			line: Number(line),
			severity: mark === "!" ? "error" : "warning",
			message,
			code: "1",
			source: "ts",
		};
	});
}

/** What is new after lines of `a.ts` were replaced: from, up to (not included), by how many. */
function found(
	before: readonly string[],
	after: readonly string[],
	[from, to, count]: readonly [number, number, number] = [0, 0, 0],
): readonly string[] {
	const baseline = new Baseline(problems(...before));
	const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
	baseline.change("a.ts", from === to && count === 0 ? [] : [{ range, text: "x\n".repeat(count) }]);
	return newProblems(baseline.known, problems(...after)).map(({ line, message }) => `${line} ${message}`);
}

suite("A problem is new", () => {
	test("when nothing like it was there", () => {
		assert.deepEqual(found([], ["!3 oops"]), ["3 oops"]);
		assert.deepEqual(found(["!3 other"], ["!3 oops"]), ["3 oops"]);
	});

	test("when it was a warning and is an error", () => {
		assert.deepEqual(found(["3 oops"], ["!3 oops"]), ["3 oops"]);
	});

	test("when it was in another file", () => {
		assert.deepEqual(found(["!b.ts:3 oops"], ["!3 oops"]), ["3 oops"]);
	});

	test("when it was on another line", () => {
		assert.deepEqual(found(["!3 oops"], ["!4 oops"]), ["4 oops"]);
	});

	test("when there are more of its kind than before", () => {
		assert.deepEqual(found(["!3 oops"], ["!3 oops", "!3 oops"]), ["3 oops"]);
		assert.deepEqual(found(["!3 oops", "!3 oops"], ["!3 oops", "!3 oops"]), []);
	});
});

suite("A problem is not new", () => {
	test("on the line that its own moved to", () => {
		assert.deepEqual(found(["!5 oops"], ["!7 oops"], [2, 2, 2]), []);
		assert.deepEqual(found(["!5 oops"], ["!4 oops"], [2, 3, 0]), []);
		assert.deepEqual(found(["!1 oops"], ["!1 oops"], [2, 2, 2]), []);
	});

	test("on any of the lines that replaced its own", () => {
		assert.deepEqual(found(["!3 oops"], ["!5 oops"], [2, 4, 6]), []);
		assert.deepEqual(found(["!3 oops"], ["!9 oops"], [2, 4, 6]), ["9 oops"]);
	});

	test("in another file, where nothing moved", () => {
		assert.deepEqual(found(["!b.ts:5 oops"], ["!b.ts:5 oops"], [2, 2, 2]), []);
	});

	test("where a choice among known ones would leave one over", () => {
		// The one at line 3 may be anywhere in the replaced lines; the one at line 9 is only where it moved to.
		assert.deepEqual(found(["!9 oops", "!3 oops"], ["!4 oops", "!11 oops"], [2, 4, 4]), []);
	});
});

test("what was taken back counts from the text as it was", () => {
	const baseline = new Baseline(problems("!3 oops", "!b.ts:1 oops"));
	const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } };
	baseline.change("a.ts", [{ range, text: "x\n".repeat(6) }]);
	baseline.reset("a.ts", problems("!3 oops"));
	assert.deepEqual(newProblems(baseline.known, problems("!3 oops", "!b.ts:1 oops", "!4 oops")), problems("!4 oops"));
});

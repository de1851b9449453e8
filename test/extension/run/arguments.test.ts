import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hunkOf, idOf, stepTextOf, whyOf } from "../../../extension/run/arguments";

suite("what a command is called with", () => {
	test("a run's id is a string, and a menu's object is none", () => {
		assert.equal(idOf("r1"), "r1");
		assert.equal(idOf({ scheme: "file" }), undefined);
		assert.equal(idOf(undefined), undefined);
	});

	test("a hunk is an id and a number", () => {
		assert.deepEqual(hunkOf(["r1", 0]), { id: "r1", hunk: 0 });
		assert.equal(hunkOf([]), undefined);
		assert.equal(hunkOf(["r1"]), undefined);
		assert.equal(hunkOf([{ scheme: "file" }, 0]), undefined);
	});

	test("a step is an id, a number and words, which may be none", () => {
		assert.deepEqual(stepTextOf(["r1", 2, ""]), { id: "r1", step: 2, text: "" });
		assert.equal(stepTextOf(["r1", 2]), undefined);
		assert.equal(stepTextOf([{ scheme: "file" }]), undefined);
	});

	test("a reason is a hunk, with or without a step", () => {
		assert.deepEqual(whyOf(["r1", 0, 2]), { id: "r1", hunk: 0, step: 2 });
		assert.deepEqual(whyOf(["r1", 0]), { id: "r1", hunk: 0 });
		assert.equal(whyOf([]), undefined);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { linesToFix } from "../../../extension/verify/linesToFix";

const code = { start: 10, end: 20 };

suite("A fix of what an edit broke is about", () => {
	test("the edited code", () => assert.deepEqual(linesToFix([12], code), code));

	test("the edited code and what it broke nearby", () => {
		assert.deepEqual(linesToFix([30, 8], code), { start: 8, end: 30 });
	});

	test("the edited code alone where the rest is far away", () => {
		assert.deepEqual(linesToFix([12, 500], code), code);
	});

	test("what is around the first problem where all are far away, or elsewhere", () => {
		assert.deepEqual(linesToFix([700, 500], code), { start: 500 });
		assert.deepEqual(linesToFix([7, 5], undefined), { start: 5 });
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { toggled } from "../../../extension/completion/automatic";

suite("turning completions on or off", () => {
	test("turns off what is on", () => {
		assert.equal(toggled("code", undefined), "off");
		assert.equal(toggled("everywhere", "code"), "off");
	});

	test("turns on what was on last", () => {
		assert.equal(toggled("off", "everywhere"), "everywhere");
		assert.equal(toggled("off", "code"), "code");
	});

	test("turns on code where nothing was on before, or nothing that is known", () => {
		assert.equal(toggled("off", undefined), "code");
		assert.equal(toggled("off", "sometimes"), "code");
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { givenThought } from "../../../extension/run/givenThought";
import { snapshotOf, stepOf } from "../../support/snapshot";

suite("a first thought", () => {
	const text = "I must keep the public signature.";

	test("is the user's where the first step is", () => {
		assert.equal(givenThought(snapshotOf({ steps: [stepOf({ text, source: "user" }), stepOf({ index: 1 })] })), text);
	});

	test("is nobody's where the model began", () => {
		assert.equal(givenThought(snapshotOf({ steps: [stepOf({ text })] })), "");
		assert.equal(givenThought(snapshotOf()), "");
	});

	test("is not a step that was edited later", () => {
		const origin = { kind: "resumed", run: "first", step: 0 } as const;
		assert.equal(givenThought(snapshotOf({ origin, steps: [stepOf({ text, source: "user" })] })), "");
	});
});

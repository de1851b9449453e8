import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { AutomaticStart } from "../../../extension/completion/automaticStart";

const minute = 60_000;

suite("typing", () => {
	test("starts the server", () => {
		assert.equal(new AutomaticStart().isAllowed(0), true);
	});

	test("leaves a server alone that has just died, and tries again after a while", () => {
		const start = new AutomaticStart();
		start.noteEnd(minute);
		assert.equal(start.isAllowed(minute), false);
		assert.equal(start.isAllowed(5 * minute), false);
		assert.equal(start.isAllowed(6 * minute), true);
	});

	test("starts the server again after somebody else did", () => {
		const start = new AutomaticStart();
		start.noteEnd(0);
		start.noteStart();
		assert.equal(start.isAllowed(1), true);
	});

	test("tells once of a server that cannot start, and again once it has worked meanwhile", () => {
		const start = new AutomaticStart();
		assert.deepEqual([start.isNews(), start.isNews(), start.isNews()], [true, false, false]);
		start.noteStart();
		assert.equal(start.isNews(), true);
	});
});

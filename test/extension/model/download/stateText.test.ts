import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { percentOf, stateText } from "../../../../extension/model/download/stateText";

const running = { kind: "running", done: 1_170_000_000, total: 4_683_073_504, bytesPerSecond: 23_400_000 } as const;

suite("how a download reads", () => {
	test("while it runs: how much, how fast, how long", () => {
		for (const [change, expected] of [
			[{ secondsLeft: 150.2 }, "1.2 GB of 4.7 GB at 23 MB/s, 3 min left"],
			[{ secondsLeft: 7000 }, "1.2 GB of 4.7 GB at 23 MB/s, 1 h 57 min left"],
			[{ secondsLeft: 12.3, bytesPerSecond: 1_240_000 }, "1.2 GB of 4.7 GB at 1.2 MB/s, 13 s left"],
			[{ secondsLeft: null, bytesPerSecond: 0 }, "1.2 GB of 4.7 GB"],
			[{ secondsLeft: null, trouble: "hub broke off. Trying again now." }, "hub broke off. Trying again now."],
		] as const) {
			assert.equal(stateText({ ...running, ...change }), expected);
		}
	});

	test("otherwise: what it waits for, or what has become of it", () => {
		const done = 1_200_000_000;
		const total = 4_700_000_000;
		assert.equal(stateText({ kind: "waiting" }), "Another window is downloading it.");
		assert.equal(stateText({ kind: "checking", done, total }), "Checking what came: 25 %");
		assert.equal(stateText({ kind: "paused", done, total }), "Paused: 1.2 GB of 4.7 GB");
		assert.equal(stateText({ kind: "failed", reason: "offline", message: "Why.", done }), "Why.");
	});

	test("in percent is 100 when all is there, and not before", () => {
		assert.deepEqual(
			[percentOf({ done: 999, total: 1000 }), percentOf({ done: 1000, total: 1000 }), percentOf({ done: 0, total: 0 })],
			[99, 100, 0],
		);
	});
});

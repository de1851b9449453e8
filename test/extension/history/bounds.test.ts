import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { beyond, type Kept } from "../../../extension/history/bounds";

/** Runs written as `root date bytes`; each is called by its root and date. */
function over(limits: { readonly runs?: number; readonly bytes?: number }, ...runs: readonly string[]) {
	const kept = runs.map((text): Kept => {
		const [root = "", date, bytes] = text.split(" ");
		return { id: `${root}${date}`, root, date: Number(date), bytes: Number(bytes ?? 1) };
	});
	return beyond(kept, { runs: limits.runs ?? 100, bytes: limits.bytes ?? 100 });
}

suite("what is too much for the history", () => {
	test("is nothing while all fits", () => assert.deepEqual(over({ runs: 3, bytes: 3 }, "a 1", "b 2", "c 3"), []));

	test("is the oldest run", () => assert.deepEqual(over({ runs: 2 }, "b 2", "a 1", "c 3"), ["a1"]));

	test("is a family as a whole", () => assert.deepEqual(over({ runs: 3 }, "a 1", "a 2", "b 3", "c 4"), ["a2", "a1"]));

	test("is not a family whose first run is the oldest, but whose last is not", () => {
		assert.deepEqual(over({ runs: 3 }, "a 1", "b 2", "c 3", "a 4"), ["b2"]);
	});

	test("is what takes too much room, and all that is older", () => {
		assert.deepEqual(over({ bytes: 10 }, "a 1 1", "b 2 9", "c 3 4"), ["b2", "a1"]);
	});

	test("is of the newest family only its oldest runs", () => {
		assert.deepEqual(over({ runs: 2 }, "a 2", "a 3", "a 4", "b 1"), ["a2", "b1"]);
	});

	test("is a run that has no room even alone", () => assert.deepEqual(over({ bytes: 5 }, "a 1 6"), ["a1"]));

	test("of nothing is nothing", () => assert.deepEqual(over({}), []));
});

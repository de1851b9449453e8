import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { byDay } from "../../media/reasoning/days";

const now = new Date(2026, 10, 24, 9, 30).getTime();
const at = (...[month, day, hour = 12, year = 2026]: readonly [number, number, number?, number?]) => ({
	date: new Date(year, month - 1, day, hour).getTime(),
});

suite("the days of the history", () => {
	test("are named as one speaks of them", () => {
		const entries = [at(11, 24, 9), at(11, 24, 0), at(11, 23, 23), at(11, 22, 23), at(3, 1), at(12, 31, 12, 2025)];
		assert.deepEqual(
			byDay(entries, now).map(({ name, entries: { length } }) => [name, length]),
			[
				["Today", 2],
				["Yesterday", 1],
				["Sunday, 22 November", 1],
				["Sunday, 1 March", 1],
				["Wednesday, 31 December 2025", 1],
			],
		);
	});

	test("are none where there is no entry", () => assert.deepEqual(byDay([], now), []));
});

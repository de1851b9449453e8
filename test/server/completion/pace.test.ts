import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Pace } from "../../../server/completion/pace";

/** Milliseconds, and whether it came to its end. */
type Request = readonly [time: number, isWhole: boolean];

function isTooSlow(requests: readonly Request[]): boolean {
	const pace = new Pace();
	for (const [time, isWhole] of requests) pace.took(time, isWhole);
	return pace.isTooSlow;
}

suite("a model's pace", () => {
	const cases: readonly (readonly [string, readonly Request[], boolean])[] = [
		["none yet", [], false],
		[
			"quick ones",
			[
				[200, true],
				[300, true],
				[4999, true],
			],
			false,
		],
		[
			"a first one that reads a long prompt",
			[
				[20_000, true],
				[400, true],
				[300, true],
			],
			false,
		],
		[
			"three slow ones in a row",
			[
				[6000, true],
				[7000, true],
				[5000, true],
			],
			true,
		],
		[
			"slow ones that were overtaken",
			[
				[6000, false],
				[7000, false],
				[5000, false],
			],
			true,
		],
		[
			"slow ones, with early ends between them",
			[
				[6000, true],
				[40, false],
				[7000, true],
				[90, false],
				[9000, true],
			],
			true,
		],
		[
			"slow ones with a quick one between them",
			[
				[6000, true],
				[400, true],
				[7000, true],
				[9000, true],
			],
			false,
		],
	];
	for (const [name, requests, expected] of cases) {
		test(`of ${name} is ${expected ? "too slow" : "fit for it"}`, () => {
			assert.equal(isTooSlow(requests), expected);
		});
	}

	test("is judged anew after a reset", () => {
		const pace = new Pace();
		for (let count = 0; count < 3; count++) pace.took(9000, true);
		pace.reset();
		assert.equal(pace.isTooSlow, false);
	});
});

import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { rarity } from "../../../server/reasoning/rarity";

suite("rarity", () => {
	test("is 1 for what one has, or none", () => deepEqual([rarity(0, 5), rarity(1, 5), rarity(1, 1)], [1, 1, 1]));
	test("is 0 for what all have", () => equal(rarity(5, 5), 0));
	test("falls with each that has it", () => {
		const falling = [1, 2, 3, 4, 5].map((count) => rarity(count, 5));
		ok(falling.every((value, at) => at === 0 || value < (falling[at - 1] ?? 0)));
	});
});

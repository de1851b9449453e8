import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { randomNumbers } from "../../support/random";
import type { Key } from "./editedText";
import { mistaken, pauseBefore } from "./rhythm";
import { quantile } from "./tally";

const letter: Key = { kind: "character", text: "t" };

function pauses(key: Key, before: string): number[] {
	const random = randomNumbers(1);
	return Array.from({ length: 1000 }, () => pauseBefore(key, before, random));
}

suite("the rhythm of typing", () => {
	test("is in bursts of 120 to 180 ms within words, mostly", () => {
		const burst = pauses(letter, "  to");
		ok(burst.filter((it) => it >= 120 && it <= 180).length > 600);
		ok(Math.min(...burst) >= 60);
	});

	test("slows down before a mark, a word, the end of a line, and most of all before a line", () => {
		const places: readonly (readonly [Key, string])[] = [
			[letter, "  to"],
			[{ kind: "character", text: "(" }, "  to"],
			[letter, "  to "],
			[{ kind: "enter" }, "  total;"],
			[letter, "  total;\n  "],
		];
		const medians = places.map(([key, before]) => quantile(pauses(key, before), 0.5));
		deepEqual(
			medians,
			[...medians].sort((a, b) => a - b),
		);
	});

	test("is the same for the same seed", () => {
		deepEqual(pauses(letter, "a"), pauses(letter, "a"));
	});

	test("has a wrong letter now and then, next to the right one", () => {
		const random = randomNumbers(1);
		const keys = Array.from({ length: 7000 }, () => mistaken(letter, random));
		const wrong = keys.filter((key) => key !== letter);
		ok(wrong.length > 60 && wrong.length < 140, String(wrong.length));
		for (const key of wrong) deepEqual(key, { kind: "character", text: "r" });
	});

	test("has no other wrong key", () => {
		for (const key of [{ kind: "enter" }, { kind: "character", text: "(" }] satisfies readonly Key[]) {
			equal(
				mistaken(key, () => 0),
				key,
			);
		}
	});
});

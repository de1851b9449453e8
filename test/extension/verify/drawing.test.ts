import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type Candidate, nextOf, noteOf, type Verdict } from "../../../extension/verify/drawing";

/** Answers by what is wrong with each: `-` gave no edit, `2` brought two errors, `2w` two warnings, `t` failed the tests. */
function drawn(texts: string): readonly Candidate[] {
	return texts.split(" ").map((text, i) => ({ run: `run ${i + 1}`, verdict: verdictOf(text) }));
}

function verdictOf(text: string): Verdict {
	if (text === "-") {
		return { kind: "unusable" };
	}
	const count = Number.parseInt(text, 10) || 0;
	const isWarnings = text.endsWith("w");
	return {
		kind: "proposed",
		errors: isWarnings ? 0 : count,
		warnings: isWarnings ? count : 0,
		tests: text === "t" ? "failed" : "none",
		testFailure: text === "t" ? "The test command failed (exit 1)." : "",
	};
}

/** What comes after answers, and what is said in the end. */
function outcome(texts: string, max: number): string {
	const candidates = drawn(texts);
	const next = nextOf(candidates, max);
	if (next.kind === "draw") {
		return "another one";
	}
	return next.run === undefined ? "none" : `${next.run}. ${noteOf(candidates, next.run, max)}`.trim();
}

suite("Answers to one thought", () => {
	const cases: readonly (readonly [string, string, number, string])[] = [
		["a good one is taken at once", "0", 3, "run 1."],
		["warnings are no reason to draw another", "3w", 3, "run 1."],
		["errors are", "1", 3, "another one"],
		["failing tests are", "t", 3, "another one"],
		["so is an answer without an edit", "-", 3, "another one"],
		["but not when one is all there may be", "2", 1, "run 1."],
		["nor when there was none that could be used", "- -", 2, "none"],
		["the first good one is taken", "2 0", 3, "run 2. Answer 2 of 3: the first brought 2 new problems."],
		[
			"it is said what was wrong with each",
			"1 - t 0",
			5,
			"run 4. Answer 4 of 5: the first brought 1 new problem, the second could not be used, the third failed the tests.",
		],
		[
			"of bad ones the least bad is taken",
			"3 1 2",
			3,
			"run 2. Answer 2 of 3: none is without problems, this one has the fewest.",
		],
		[
			"of equals the earlier one",
			"1 1 -",
			3,
			"run 1. Answer 1 of 3: none is without problems, this one has the fewest.",
		],
		[
			"failing tests are better than errors",
			"1 t",
			2,
			"run 2. Answer 2 of 2: none is without problems, this one has the fewest.",
		],
	];
	for (const [name, texts, max, expected] of cases) {
		test(name, () => assert.equal(outcome(texts, max), expected));
	}

	test("never are more than there may be", () => {
		for (let max = 1; max <= 8; max++) {
			const bad = Array.from({ length: max }, () => "1").join(" ");
			assert.notEqual(outcome(bad, max), "another one");
		}
	});
});

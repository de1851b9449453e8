import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { readBudget } from "../../media/reasoning/budget";
import type { RunView } from "../../media/reasoning/protocol";
import { editRun, readingRun, thinkingRun } from "./runs";

/** A run that has thought `used` tokens of `budget`. */
function budgetOf(used: number, budget: number | null, tokensPerSecond = 32): RunView {
	return { ...thinkingRun, budget, stats: { ...thinkingRun.stats, thoughtTokens: used, tokensPerSecond } };
}

suite("the budget of a thought", () => {
	const times = [
		[budgetOf(0, 1024), "about 32 s left"],
		[budgetOf(512, 1024), "about 16 s left"],
		[budgetOf(1000, 1024), "any moment"],
		[budgetOf(1050, 1024), "any moment"],
		[budgetOf(0, 4096), "about 2 min left"],
		[budgetOf(0, 1900), "about 59 s left"],
		[budgetOf(0, 1920), "about 1 min left"],
		[budgetOf(0, 1024, 0), ""],
	] as const;
	for (const [run, expected] of times) {
		const { thoughtTokens, tokensPerSecond } = run.stats;
		test(`after ${thoughtTokens} of ${run.budget} tokens, at ${tokensPerSecond} a second, lasts “${expected}”`, () => {
			assert.equal(readBudget(run)?.timeLeft, expected);
		});
	}

	test("is told in tokens and as a part", () => {
		const { used, progress } = readBudget(budgetOf(512, 2048)) ?? {};
		assert.deepEqual({ used, progress }, { used: "512 of 2,048", progress: 0.25 });
	});

	test("is full, not more, in the grace after it", () => {
		assert.equal(readBudget(budgetOf(1050, 1024))?.progress, 1);
	});

	test("is nothing to tell of without a limit, without a thought, before it and after it", () => {
		for (const run of [budgetOf(512, null), budgetOf(0, 0), readingRun, editRun]) {
			assert.equal(readBudget(run), null);
		}
	});
});

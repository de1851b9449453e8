import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { ThoughtBudget } from "../../../server/reasoning/budget";

suite("the budget of a thought", () => {
	test("raises the end's logit at the ends of sentences alone, from nine tenths on", () => {
		const budget = new ThoughtBudget(100);
		const biases = [0, 50, 90, 95, 100].map((written) => Math.round(budget.closeBias(written, true)));
		ok(biases.every((bias, at) => bias >= (biases[at - 1] ?? 0)));
		equal(biases.slice(0, 3).join(), "0,0,0");
		ok(biases[3] === 6 && biases[4] === 12);
		equal(budget.closeBias(100, false), 0);
	});

	for (const { size, written, isSentenceEnd, isUsedUp } of [
		{ size: 100, written: 99, isSentenceEnd: true, isUsedUp: false },
		{ size: 100, written: 100, isSentenceEnd: true, isUsedUp: true },
		{ size: 100, written: 109, isSentenceEnd: false, isUsedUp: false },
		{ size: 100, written: 110, isSentenceEnd: false, isUsedUp: true },
		{ size: 10, written: 17, isSentenceEnd: false, isUsedUp: false },
		{ size: 10, written: 18, isSentenceEnd: false, isUsedUp: true },
		{ size: 10_000, written: 10_064, isSentenceEnd: false, isUsedUp: true },
		{ size: null, written: 1_000_000, isSentenceEnd: true, isUsedUp: false },
	]) {
		const where = isSentenceEnd ? "at the end of a sentence" : "within a sentence";
		test(`of ${size} tokens is ${isUsedUp ? "" : "not "}used up after ${written}, ${where}`, () => {
			equal(new ThoughtBudget(size).isUsedUp(written, isSentenceEnd), isUsedUp);
		});
	}

	test("is given once more when it is extended", () => {
		const budget = new ThoughtBudget(100);
		budget.extend(100);
		ok(!budget.isUsedUp(199, true) && budget.isUsedUp(200, true));
	});
});

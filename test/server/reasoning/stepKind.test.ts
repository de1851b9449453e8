import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { StepKind } from "../../../server/protocol/run";
import { stepKind } from "../../../server/reasoning/stepKind";

const first: Readonly<Record<StepKind, readonly string[]>> = {
	plan: [
		"Okay, so I need to find the bug in `sumPrices`. It adds up `prices` into `total`.",
		"Okay, so I'm trying to figure out why this function returns NaN.",
		"Alright, let me check the condition in `isOpen`.",
		"Alright, so I've got this Python function called `average` that I need to fix.",
		"First, I should see what `getName` reads.",
		"The user wants me to rename `f`.",
		"So the task is to log `total` in `sum`.",
		"So, I need to fix the bug in this code.",
		"Let me look at the code first.",
		"I need to refactor this code to make it simpler.",
		"To fix this, I need to understand what goes wrong.",
		"Let's see. The function takes a list.",
		"Hmm, let me think about what this code does.",
	],
	inspect: ["This function adds up numbers.", "The code defines a class `Cart`."],
	check: ["Wait, is this right?"],
	revise: ["Actually, this is not a bug."],
	decide: ["I will call it `sumPrices`."],
};

const later: Readonly<Record<StepKind, readonly string[]>> = {
	plan: [
		"Let me look at the loop.",
		"Okay, let's start with the first function.",
		"First, I'll look at the parameters.",
		"Now, let me think about the edge of the range.",
		"Let me see how the loop works.",
	],
	inspect: [
		"Look at the loop on line 3: the condition `i <= n` is wrong.",
		"Looking at the code, the loop goes one too far.",
		"I think the issue is in the loop condition.",
		"The function takes two parameters.",
		"1. The loop starts at 0.",
		"I see that `total` is never returned.",
		"In JavaScript, arrays are zero-based.",
		"That means the loop runs one time too many.",
		"Also, the variable `i` is declared with var.",
		"Solving this takes one more line.",
		"",
	],
	check: [
		"Wait, is the start right?",
		"Wait. What if the list is empty?",
		"Hmm, that would be NaN.",
		"But nothing is returned, so the caller gets undefined.",
		"But what if the list is empty?",
		"However, the caller may pass null.",
		"Let me check the condition again.",
		"Let me double-check the logic.",
		"I should also check for an empty list.",
		"Let me test it with an example.",
		"So let me verify this with [1, 2, 3].",
		"Let me walk through the code with n = 3.",
		"Is there anything else?",
		"What about negative numbers?",
		"For example, with `[1, 2]` it gives 3.",
		"**Wait**, the index is wrong.",
		"Testing this with 5 gives 120.",
	],
	revise: [
		"Actually, the loop is fine.",
		"No, that's not it.",
		"Instead, I could use reduce.",
		"On second thought, a guard is better.",
		"Alternatively, maybe I could use a set.",
		"Wait, no, that's wrong.",
		"Wait, actually the index starts at 1.",
		"Hmm, no, it is the other way round.",
		"Oh, I see! The function returns early.",
		"Oh right, it's zero-based.",
		"Maybe I should use a map here.",
		"But wait, no, it has to be `<`.",
	],
	decide: [
		"So I should change `<=` to `<` in the loop.",
		"So the comparison must be `>`.",
		"So `total` must start at 1.",
		"So both can be `const`.",
		"Therefore, the fix is to return early.",
		"I will call it `sumPrices`.",
		"I'll write the corrected code now.",
		"The fix is to await the call.",
		"The corrected function would be:",
		"Putting it all together, the loop has to stop earlier.",
		"To sum up, two lines change.",
		"In summary, the fix is to use `===`.",
		"I think the best approach is to use a for-of loop.",
		"I think that should work.",
		"That should fix the issue.",
		"Now I can write the new version.",
		"Let me rewrite the function with this in mind.",
		"I just need to add `return total` at the end.",
		"Okay, so I'll replace the loop.",
		"- So the default should be None.",
	],
};

for (const [isFirst, cases] of [
	[true, first],
	[false, later],
] as const) {
	suite(isFirst ? "the first step" : "a later step", () => {
		for (const [kind, texts] of Object.entries(cases)) {
			for (const text of texts) test(`${JSON.stringify(text)} is ${kind}`, () => equal(stepKind(text, isFirst), kind));
		}
	});
}

test("typographic apostrophes read as plain ones", () => equal(stepKind("I’ll use a set.", false), "decide"));

test("only the beginning counts", () => {
	const text = "The loop runs. ".repeat(20);
	equal(stepKind(`${text}Wait, no.`, false), stepKind(text, false));
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { interventionText, stepBefore } from "../../media/reasoning/interventions";
import type { InterventionView, StepView } from "../../media/reasoning/protocol";
import { longThought } from "./runs";
import { intervention } from "./steerRuns";

/** A thought of these steps. */
function thought(...texts: readonly string[]): readonly StepView[] {
	return longThought(texts.length, 1).map((step, i) => ({ ...step, text: texts[i] ?? "" }));
}

suite("what was done to a thought", () => {
	const sentences = {
		answerNow: "You asked for the answer after 120 tokens.",
		thinkMore: "You asked it to think more: `Wait,` was written in place of the end.",
		budget: "The budget of 1,024 tokens was used up: the thought was ended.",
		rewound: "It repeated itself: the repeats were taken back, and it went another way.",
		repetition: "It repeated itself again: the thought was ended.",
		context: "The context was nearly full: the thought was ended, so that the answer has a place.",
		language: "It drifted into another language: that was taken back, and the language is held back from here.",
	} as const satisfies Record<InterventionView["kind"], string>;
	test("is told in a sentence", () => {
		const kinds = ["answerNow", "thinkMore", "budget", "rewound", "repetition", "language"] as const;
		for (const kind of kinds) {
			assert.equal(interventionText(intervention(kind, 0, 120), 1024), sentences[kind]);
		}
	});

	const places: readonly (readonly [string, InterventionView, readonly StepView[], number])[] = [
		["after the step that was being written", intervention("answerNow", 1, 50), thought("A", "B", "C"), 1],
		["after the last step where the next one never came", intervention("answerNow", 2, 50), thought("A", "B"), 1],
		["before the first step where there is none", intervention("answerNow", 0, 0), [], -1],
		["before the step that it began", intervention("thinkMore", 2, 50), thought("A", "B", "Wait, C"), 1],
		[
			"between the step it held open and the one it began",
			intervention("thinkMore", 1, 50),
			thought("A", "B", "Wait, C"),
			1,
		],
		["after a step that began so by itself", intervention("thinkMore", 1, 50), thought("A", "Wait, B", "Wait, C"), 1],
		["after what was left of the thought", intervention("rewound", 1, 50), thought("A", "B", "another way"), 1],
	];
	for (const [name, done, steps, expected] of places) {
		test(`stands ${name} (${done.kind})`, () => assert.equal(stepBefore(done, steps), expected));
	}
});

/** What was done to a thought from outside, in words, and where in the thought it is told. */
import type { InterventionView, RunView } from "./protocol";
import { countOf, tokensOf } from "./readout";

/** A sentence; what is written in it as code stands in backticks. */
export function interventionText({ kind, tokens }: InterventionView, budget: RunView["budget"]): string {
	switch (kind) {
		case "answerNow":
			return `You asked for the answer after ${tokensOf(tokens)}.`;
		case "thinkMore":
			return "You asked it to think more: `Wait,` was written in place of the end.";
		case "budget":
			return `The budget of ${countOf(budget ?? tokens)} tokens was used up: the thought was ended.`;
		case "context":
			return "The context was nearly full: the thought was ended, so that the answer has a place.";
		case "rewound":
			return "It repeated itself: the repeats were taken back, and it went another way.";
		case "repetition":
			return "It repeated itself again: the thought was ended.";
		case "language":
			return "It drifted into another language: that was taken back, and the language is held back from here.";
		default:
			return kind satisfies never;
	}
}

/** Index of the step after which an intervention is told; -1: before the first one. */
export function stepBefore({ kind, step }: InterventionView, steps: RunView["steps"]): number {
	const isWait = (index: number) => steps[index]?.text.trimStart().startsWith("Wait,") === true;
	// Where the step before was complete, `Wait,` begins the very step that the intervention names.
	const isBegun = kind === "thinkMore" && isWait(step) && !isWait(step + 1);
	return Math.min(isBegun ? step - 1 : step, steps.length - 1);
}

import type { Intervention } from "../protocol/run";

/** What was done to a thought, in a sentence. Nothing is pressed on the command line. */
export function interventionText({ kind, tokens }: Intervention): string {
	switch (kind) {
		case "budget":
			return `The budget was used up after ${tokens} tokens: the thought was ended.`;
		case "context":
			return `The context was nearly full after ${tokens} tokens: the thought was ended.`;
		case "rewound":
			return "It repeated itself: the repeats were taken back.";
		case "repetition":
			return "It repeated itself again: the thought was ended.";
		case "language":
			return "It drifted into another language: that was taken back, and the language is held back.";
		case "answerNow":
		case "thinkMore":
			return "";
	}
}

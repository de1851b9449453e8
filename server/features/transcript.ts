import type { RunEvent, Step } from "../protocol/run";
import type { Answer, Delta } from "../reasoning/splitter";
import { type CodeLines, StepReader } from "../reasoning/steps";
import type { RunMeter } from "./runMeter";

/** What the model has written in a run: the thought as steps, and the answer, kept apart. */
export class Transcript {
	readonly #reader: StepReader;
	readonly #meter: RunMeter;
	readonly #answer: Answer[] = [];
	#isThoughtOver = false;

	constructor(code: CodeLines, meter: RunMeter) {
		this.#reader = new StepReader(code);
		this.#meter = meter;
	}

	get steps(): readonly Step[] {
		return this.#reader.steps;
	}

	get answer(): Answer {
		// Joined answers are an answer, which the compiler cannot know.
		return this.#answer.join("") as Answer;
	}

	/** Takes in what the model wrote next, and says what is new. */
	add(delta: Delta): RunEvent[] {
		this.#meter.countDelta(delta);
		if (delta.channel === "thought") return this.#reader.push(delta.text, delta.tokens, this.#meter.thoughtTime);
		this.#answer.push(delta.text);
		return [...this.endThought(), { kind: "answer", text: delta.text }];
	}

	/** Settles the last step; once. */
	endThought(): RunEvent[] {
		if (this.#isThoughtOver) return [];
		this.#isThoughtOver = true;
		this.#meter.endThought();
		return this.#reader.end(this.#meter.thoughtTime);
	}
}

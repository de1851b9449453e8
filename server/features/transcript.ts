import type { RunEvent, Step } from "../protocol/run";
import type { Answer, Delta } from "../reasoning/splitter";
import { type CodeLines, StepReader } from "../reasoning/steps";
import type { RunMeter } from "./runMeter";

/** What a thought has before the model writes. */
export interface ThoughtBeginning {
	/** Steps of the run that is continued. */
	readonly kept: readonly Step[];
	/** The user's words that follow them; empty: none. */
	readonly text: string;
	/** Whether the thought ends there. */
	readonly isOver: boolean;
}

export const noBeginning: ThoughtBeginning = { kept: [], text: "", isOver: false };

type ThoughtDelta = Extract<Delta, { channel: "thought" }>;

/** What the model has written in a run: the thought as steps, and the answer, kept apart. */
export class Transcript {
	readonly #code: CodeLines;
	readonly #beginning: ThoughtBeginning;
	readonly #meter: RunMeter;
	readonly #thought: { readonly delta: ThoughtDelta; readonly time: number }[] = [];
	readonly #answer: Answer[] = [];
	#reader: StepReader;
	#isThoughtOver = false;

	constructor(code: CodeLines, beginning: ThoughtBeginning, meter: RunMeter) {
		this.#code = code;
		this.#beginning = beginning;
		this.#meter = meter;
		this.#reader = this.#begin();
	}

	get steps(): readonly Step[] {
		return this.#reader.steps;
	}

	get answer(): Answer {
		// Joined answers are an answer, which the compiler cannot know.
		return this.#answer.join("") as Answer;
	}

	/** The step that is being written, else the next one. */
	get openStep(): number {
		return this.#isThoughtOver ? this.steps.length : Math.max(0, this.steps.length - 1);
	}

	/** Takes in what the model wrote next, and says what is new. */
	add(delta: Delta): RunEvent[] {
		this.#meter.countDelta(delta);
		if (delta.channel === "thought") {
			const time = this.#time;
			this.#thought.push({ delta, time });
			return this.#reader.push(delta.text, delta.tokens, time);
		}
		this.#answer.push(delta.text);
		return [...this.endThought(), { kind: "answer", text: delta.text }];
	}

	/** Of the thought that the model has written here, the first `tokens` stay. */
	rewind(tokens: number): RunEvent[] {
		this.#thought.splice(tokens);
		this.#meter.rewindThought(tokens);
		this.#reader = this.#begin();
		for (const { delta, time } of this.#thought) this.#reader.push(delta.text, delta.tokens, time);
		return [{ kind: "steps", steps: this.steps.map((step) => ({ ...step })) }];
	}

	/** Settles the last step; once. */
	endThought(): RunEvent[] {
		if (this.#isThoughtOver) return [];
		this.#isThoughtOver = true;
		this.#meter.endThought();
		return this.#reader.end(this.#time);
	}

	/** Milliseconds of the whole thought: a step that is kept took its time in the run that wrote it. */
	get #time(): number {
		return (this.#beginning.kept.at(-1)?.end ?? 0) + this.#meter.thoughtTime;
	}

	#begin(): StepReader {
		const { kept, text } = this.#beginning;
		const reader = new StepReader(this.#code, kept);
		if (text !== "") reader.pushUser(text, kept.at(-1)?.end ?? 0);
		return reader;
	}
}

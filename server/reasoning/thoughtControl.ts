/** Decides at each token of a thought whether it goes on: what the user pressed, the budget and the guards have a say. */
import type { InterventionKind } from "../protocol/run";
import type { Steer } from "../protocol/runs";
import { ThoughtBudget } from "./budget";
import type { RepetitionWatch } from "./repetition";
import { endsSentence } from "./sentence";

/** What becomes of a token that the model would write next. */
export type Decision =
	| { readonly kind: "take" }
	/** This is written in its place, and the thought goes on. */
	| { readonly kind: "write"; readonly text: string; readonly intervention: InterventionKind }
	/** The thought is ended in its place. */
	| { readonly kind: "end"; readonly intervention?: InterventionKind }
	/** Of the thought so many tokens stay, and from there it takes another way than it took. */
	| { readonly kind: "rewind"; readonly tokens: number; readonly intervention: InterventionKind };

export interface ControlOptions {
	/** Tokens; null: no limit. */
	readonly budget: number | null;
	/** Tokens that the thought may have whatever is pressed: its answer needs a place in the context too. */
	readonly room: number;
	/** Where repetition is looked for. */
	readonly repetition: RepetitionWatch | undefined;
}

/** Characters that tell whether a sentence ends: a longer row of quotes and brackets behind a full stop is none. */
const tailLength = 24;

export class ThoughtControl {
	readonly #budget: ThoughtBudget;
	readonly #room: number;
	readonly #repetition: RepetitionWatch | undefined;
	#written = 0;
	#tail = "";
	#isEndAsked = false;
	/** Ends that are still to be held back. */
	#heldEnds = 0;
	#hasRewound = false;

	constructor({ budget, repetition, room }: ControlOptions) {
		this.#budget = new ThoughtBudget(budget);
		this.#room = room;
		this.#repetition = repetition;
	}

	/** The end of what was written, as far as it is kept. */
	get tail(): string {
		return this.#tail;
	}

	/** Tokens of the thought so far. */
	get written(): number {
		return this.#written;
	}

	/** What is to be added to the logit of `</think>` now. */
	get closeBias(): number {
		return this.#heldEnds > 0 ? 0 : this.#budget.closeBias(this.#written, endsSentence(this.#tail));
	}

	/** The later of two that contradict each other holds. */
	press(steer: Steer): void {
		this.#isEndAsked = steer === "answerNow";
		this.#heldEnds = steer === "answerNow" ? 0 : this.#heldEnds + 1;
	}

	/** What becomes of the token that was sampled; `isEnd`: it ends the thought, or the whole turn. */
	decide(isEnd: boolean): Decision {
		if (this.#isEndAsked) return { kind: "end", intervention: "answerNow" };
		if (!isEnd && this.#written >= this.#room) return { kind: "end", intervention: "context" };
		if (isEnd) return this.#end(undefined);
		return this.#budget.isUsedUp(this.#written, endsSentence(this.#tail)) ? this.#end("budget") : { kind: "take" };
	}

	/** A token was written, `text` with it. Says what follows from that, if anything does. */
	wrote(token: number, text: string): Exclude<Decision, { kind: "take" | "write" }> | undefined {
		this.#written++;
		this.#tail = (this.#tail + text).slice(-tailLength);
		const repetition = this.#repetition?.push(token, text);
		if (!repetition) return undefined;
		if (this.#hasRewound) return { kind: "end", intervention: "repetition" };
		this.#hasRewound = true;
		return { kind: "rewind", tokens: repetition.start, intervention: "rewound" };
	}

	/** The thought was taken back to its first `tokens`, whose text is `text`. */
	rewind(tokens: number, text: string): void {
		this.#written = tokens;
		this.#tail = text.slice(-tailLength);
		this.#repetition?.rewind(tokens);
	}

	#end(intervention: InterventionKind | undefined): Decision {
		if (this.#heldEnds === 0) return { kind: "end", ...(intervention && { intervention }) };
		this.#heldEnds--;
		this.#budget.extend(this.#written);
		return { kind: "write", text: `${paragraphAfter(this.#tail)}Wait,`, intervention: "thinkMore" };
	}
}

/** What a paragraph after `tail` begins with. */
function paragraphAfter(tail: string): string {
	if (tail === "" || tail.endsWith("\n\n")) return "";
	return tail.endsWith("\n") ? "\n" : "\n\n";
}

/** Parts what the model writes into thought and answer. It goes by token ids: text is never searched for marks. */
import { Trimmed } from "./trimmed";

declare const thoughtBrand: unique symbol;
declare const answerBrand: unique symbol;

/** Text that the model wrote before the end of its thought. */
export type Thought = string & { readonly [thoughtBrand]: true };
/** Text that the model wrote after its thought: the only text that may reach a document. */
export type Answer = string & { readonly [answerBrand]: true };

/** A piece of what the model writes, and how many tokens it took. */
export type Delta =
	| {
			readonly channel: "thought";
			readonly text: Thought;
			readonly tokens: number;
	  }
	| {
			readonly channel: "answer";
			readonly text: Answer;
			readonly tokens: number;
	  };

/** The ids of a vocabulary that are no text. */
export interface ThoughtMarks {
	/** `<think>`; a model that does not think has none. */
	readonly open: number | undefined;
	/** `</think>`; without it all is answer. */
	readonly close: number | undefined;
	/** Any other token that structures a prompt, such as the beginning of a turn. */
	isControl(token: number): boolean;
}

/**
 * Takes one token after the other, from the first that follows `<think>\n` in the prompt. Blank lines around thought
 * and answer belong to neither; white space is held back until something visible follows it.
 */
export class Splitter {
	readonly #marks: ThoughtMarks;
	readonly #thought = new Trimmed();
	readonly #answer = new Trimmed();
	#channel: Delta["channel"];
	#strayTokens = 0;

	constructor(marks: ThoughtMarks) {
		this.#marks = marks;
		this.#channel = marks.close === undefined ? "answer" : "thought";
	}

	/** Special tokens in the answer, where none belongs. */
	get strayTokens(): number {
		return this.#strayTokens;
	}

	/** `text` is what the token completes, which is nothing in the middle of a character. A mark's text is ignored. */
	push(token: number, text: string): Delta {
		if (token === this.#marks.close) return this.#close();
		if (token === this.#marks.open) return this.#open();
		if (!this.#marks.isControl(token)) return this.#write(text);
		if (this.#channel === "answer") this.#strayTokens++;
		return this.#write("");
	}

	/** R1 sometimes closes its thought twice: that is harmless as long as the answer has not begun. */
	#close(): Delta {
		const delta = this.#write("");
		if (this.#channel === "answer" && this.#answer.hasText) this.#strayTokens++;
		this.#channel = "answer";
		return delta;
	}

	/** A model that was trained on the older template opens the thought itself, though the prompt already has. */
	#open(): Delta {
		if (this.#channel === "answer") this.#thought.beginParagraph();
		this.#channel = "thought";
		return this.#write("");
	}

	#write(text: string): Delta {
		return this.#channel === "thought"
			? deltaOf("thought", this.#thought.push(text), 1)
			: deltaOf("answer", this.#answer.push(text), 1);
	}
}

/**
 * The brands are types alone: these two casts, and the tokens that lead here, are what they stand for. A server's pieces
 * have no tokens: what is known of them is where they came from.
 */
export function deltaOf(channel: Delta["channel"], text: string, tokens: number): Delta {
	return channel === "thought" ? { channel, text: text as Thought, tokens } : { channel, text: text as Answer, tokens };
}

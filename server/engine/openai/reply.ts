/** What a server has written of a reply, and what of it is shown. */
import { deltaOf } from "../../reasoning/splitter";
import { Trimmed } from "../../reasoning/trimmed";
import { WordReader } from "../../reasoning/words";
import type { GenerateProgress } from "../engine";
import type { Beginning } from "./conversation";

export class Reply {
	readonly #start: string;
	readonly #onProgress: (progress: GenerateProgress) => void;
	/** Words stand for tokens; equal ones have equal numbers. */
	readonly #ids = new Map<string, number>();
	readonly #shownAnswer = new Trimmed();
	#shownThought = new Trimmed();
	/** Of the thought, what was written here. */
	#words: string[] = [];
	#answer = "";
	isThinking = true;

	/** `start` is what the thought begins with: it is shown already. */
	constructor(start: string, onProgress: (progress: GenerateProgress) => void) {
		this.#start = start;
		this.#onProgress = onProgress;
	}

	/** The thought without its start. */
	get thought(): string {
		return this.#words.join("");
	}

	/** As far as it is written: what is gone on from. */
	get written(): Beginning {
		return { thought: (this.#start + this.thought).trim(), isOver: !this.isThinking, answer: this.#answer };
	}

	/** A word of the thought; gives its number. */
	think(word: string): number {
		this.#words.push(word);
		this.#onProgress({ kind: "delta", delta: deltaOf("thought", this.#shownThought.push(word), 1) });
		return this.#idOf(word);
	}

	/** A word of the answer; gives its number. */
	answer(word: string): number {
		this.#answer += word;
		this.#onProgress({ kind: "delta", delta: deltaOf("answer", this.#shownAnswer.push(word), 1) });
		return this.#idOf(word);
	}

	/** What the answer is made to begin with; the thought is over. */
	beginAnswer(text: string): void {
		this.isThinking = false;
		for (const word of wordsOf(text)) this.answer(word);
	}

	/** Takes the thought back to its first words. */
	rewind(count: number): void {
		this.#words = this.#words.slice(0, count);
		this.#shownThought = new Trimmed();
		for (const word of this.#words) this.#shownThought.push(word);
		this.#onProgress({ kind: "rewind", tokens: count });
	}

	/** What was taken for a thought is none. Gives its words. */
	takeBackThought(): readonly string[] {
		const words = this.#words;
		this.rewind(0);
		this.isThinking = false;
		return words;
	}

	#idOf(word: string): number {
		const known = this.#ids.get(word);
		if (known !== undefined) return known;
		this.#ids.set(word, this.#ids.size);
		return this.#ids.size - 1;
	}
}

export function wordsOf(text: string): string[] {
	const reader = new WordReader();
	return [...reader.push(text), ...reader.end()];
}

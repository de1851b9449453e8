/** Notices when what a model writes, thought or answer, repeats itself. */
import { CodeCursor } from "./codeCursor";
import { CycleFinder } from "./cycles";
import { PassageReader } from "./passages";
import { SentenceRepeats } from "./sentenceRepeats";

/** What repeats itself, and from which token on. */
export interface Repetition {
	/** `cycle`: the very same tokens again and again. `sentences`: sentences that say the same, or nearly. */
	readonly kind: "cycle" | "sentences";
	/** Tokens written before the first repeat began: what was said once stays. */
	readonly start: number;
}

/**
 * Reads one stream, token by token. Several repeats make a loop, never one; code may repeat itself far more often than
 * prose, and need only differ in a number to be no repeat.
 */
export class RepetitionWatch {
	readonly #written: { readonly token: number; readonly text: string }[] = [];
	#reading = new Reading();

	/** Takes the next token and the text it completes; says what repeats itself once that is certain. */
	push(token: number, text: string): Repetition | undefined {
		this.#written.push({ token, text });
		return this.#reading.push(token, text);
	}

	/** Goes back to the first `count` tokens. */
	rewind(count: number): void {
		this.#written.length = Math.min(count, this.#written.length);
		this.#reading = new Reading();
		for (const { token, text } of this.#written) this.#reading.push(token, text);
	}
}

class Reading {
	readonly #code = new CodeCursor();
	readonly #cycles = new CycleFinder();
	readonly #passages = new PassageReader();
	readonly #repeats = new SentenceRepeats();
	#tokens = 0;

	push(token: number, text: string): Repetition | undefined {
		const wasInCode = this.#code.isInCode;
		const repeated = this.#read(text);
		this.#tokens++;
		const start = this.#cycles.push(token, text, wasInCode || this.#code.isInCode);
		if (start !== undefined) return { kind: "cycle", start };
		return repeated === undefined ? undefined : { kind: "sentences", start: repeated };
	}

	#read(text: string): number | undefined {
		let start: number | undefined;
		for (const character of text) {
			this.#code.read(character);
			const passage = this.#passages.read(character, this.#code.isInFence, this.#tokens);
			if (passage) start ??= this.#repeats.push(passage);
		}
		return start;
	}
}

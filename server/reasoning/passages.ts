/** Cuts Markdown, as it is written, into passages that can be compared: sentences, items of lists, lines, blocks of code. */
import { hasProse, unspacedLetter } from "./prose";

export interface Passage {
	/**
	 * `sentence`: prose. `item`: prose in a list or a table, where honest ones are much alike. `line`: what does not end as
	 * a sentence does, such as code that was not fenced. `data`: a fenced block, or numbers and marks alone.
	 */
	readonly kind: "sentence" | "item" | "line" | "data";
	/** In lower case, without punctuation; numbers, operators and code spans are words. */
	readonly words: readonly string[];
	/** The words with every number and every code span alike. */
	readonly shape: readonly string[];
	/** Index of the token in which it begins. */
	readonly start: number;
}

/** Words of a passage that can tell something: shorter sentences are taken together with the next. */
const fewestWords = 6;

/** Characters after which a sentence that does not end is cut. */
const mostCharacters = 600;

export class PassageReader {
	/** The sentence that is being written. */
	#text = "";
	#start = 0;
	/** Sentences that were too short, and the one they go with. */
	#parts: { readonly text: string; readonly start: number }[] = [];
	/** The block that is being written. */
	#code = "";

	/** Takes the next character, of the token with this index; gives the passage that ends with it. */
	read(character: string, isInFence: boolean, at: number): Passage | undefined {
		if (isInFence) return this.#readCode(character, at);
		if (this.#code) return this.#endCode();
		return this.#readProse(character, at);
	}

	#readProse(character: string, at: number): Passage | undefined {
		if (!this.#text) {
			if (/\s/.test(character)) return undefined;
			this.#start = at;
		}
		if (character === "\n" || (/\s/.test(character) && sentenceEnd.test(this.#text))) return this.#endSentence();
		this.#text += character;
		const isOver = /[。！？]/.test(character) || this.#text.length >= mostCharacters;
		return isOver ? this.#endSentence() : undefined;
	}

	#endSentence(): Passage | undefined {
		this.#parts.push({ text: this.#text, start: this.#start });
		this.#text = "";
		const words = this.#parts.flatMap(({ text }) => wordsOf(text));
		if (words.length < fewestWords) return undefined;
		const [{ start } = { start: this.#start }] = this.#parts;
		const texts = this.#parts.map(({ text }) => text);
		this.#parts = [];
		return { kind: kindOf(texts), words, shape: texts.flatMap(shapeOf), start };
	}

	#readCode(character: string, at: number): undefined {
		if (!this.#code) this.#start = at;
		// The first marks came before the block was known for one.
		this.#text = "";
		this.#code += character;
	}

	#endCode(): Passage {
		const words = wordsOf(this.#code.replaceAll("`", " "));
		this.#code = "";
		return { kind: "data", words, shape: words, start: this.#start };
	}
}

const sentenceEnd = /[.!?…:。！？：]["'”’)\]`*_]*$/;

function kindOf(texts: readonly string[]): Passage["kind"] {
	if (!/\p{L}/u.test(texts.join())) return "data";
	if (!texts.every((text) => sentenceEnd.test(text)) || !hasProse(texts.join(" "))) return "line";
	return texts.some((text) => /^(?:[-*+|>]|\d+[.)]\s)/.test(text)) ? "item" : "sentence";
}

const wordPattern = new RegExp(
	["`[^`\\n]+`", "-?\\d+(?:[.,]\\d+)*", unspacedLetter, "[\\p{L}\\p{N}_]+", "[<>=&+/%]+|\\|\\|", "!=+"].join("|"),
	"gu",
);

function wordsOf(text: string): string[] {
	return (
		text
			.replace(/^\d+[.)]\s/, "")
			.toLowerCase()
			.match(wordPattern) ?? []
	);
}

function shapeOf(text: string): string[] {
	return wordsOf(text).map((word) => (/^(?:`|-?\d)/.test(word) ? "" : word));
}

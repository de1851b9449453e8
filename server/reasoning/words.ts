/**
 * Cuts text that comes in pieces of any size into words, which stand for tokens where a server says nothing of its own:
 * of code and English, a token of R1's vocabulary has about four characters, white space before it counted.
 */

/** Longer words are several tokens. */
const longestWord = 8;

const word = new RegExp(`\\s*(?:[\\p{L}\\p{N}_]{1,${longestWord}}|[^\\s\\p{L}\\p{N}_])`, "gu");

export class WordReader {
	#held = "";

	/** Words that are whole. The last one of a text may go on in the next piece. */
	push(text: string): string[] {
		const words = this.#cut(this.#held + text);
		this.#held = words.pop() ?? "";
		return words;
	}

	/** What is left. */
	end(): string[] {
		const words = this.#held === "" ? [] : [this.#held];
		this.#held = "";
		return words;
	}

	#cut(text: string): string[] {
		const words = text.match(word) ?? [];
		const rest = text.slice(words.reduce((length, it) => length + it.length, 0));
		return rest === "" ? words : [...words, rest];
	}
}

/** About so many tokens. */
export function estimateTokens(text: string): number {
	return text.match(word)?.length ?? 0;
}

import type { Token } from "node-llama-cpp";
import type { Vocabulary } from "./vocabulary";

/** Puts characters together that are spread over several tokens. */
export class TokenText {
	readonly #vocabulary: Vocabulary;
	readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

	constructor(vocabulary: Vocabulary) {
		this.#vocabulary = vocabulary;
	}

	/** The text that is complete with this token. */
	next(token: Token): string {
		return this.#decoder.decode(this.#vocabulary.bytes(token), { stream: true });
	}
}

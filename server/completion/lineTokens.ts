import type { CountTokens } from "./frame";
import { LruMap } from "./lruMap";

/** A file of a few thousand lines and what is open beside it. */
const maxKnown = 8000;

/** Counts the tokens of lines, and asks the engine only for those that it has not seen. For one model: another counts otherwise. */
export class LineTokens {
	readonly #ask: CountTokens;
	readonly #known = new LruMap<string, number>(maxKnown);

	constructor(ask: CountTokens) {
		this.#ask = ask;
	}

	readonly count: CountTokens = async (texts) => {
		// Read before waiting: another call may push them out meanwhile.
		const counts = new Map(texts.map((text) => [text, this.#known.get(text)]));
		const unknown = [...counts.keys()].filter((text) => counts.get(text) === undefined);
		const counted = unknown.length > 0 ? await this.#ask(unknown) : [];
		for (const [index, text] of unknown.entries()) {
			const count = counted[index];
			if (count !== undefined) this.#known.set(text, count);
			counts.set(text, count);
		}
		return texts.map((text) => counts.get(text) ?? Number.POSITIVE_INFINITY);
	};
}

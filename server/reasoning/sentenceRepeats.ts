/** Finds sentences that say again and again what has been said. */
import type { Passage } from "./passages";

/** Passages that a new one is compared with: a loop of a page, four times. */
const windowLength = 128;

/** Copies that make a loop. What is no sentence may be honest more often; so may what is only similar. */
const copies = { sentence: 4, item: 4, line: 24 } as const;
const similarCopies = 12;

/**
 * Words of a passage, other than numbers and code, without which it is not compared for similarity; and the share of
 * numbers and code from which on it is not, either: a calculation, or a loop of the program run by hand, goes on.
 */
const fewestWords = 6;
const mostValues = 1 / 6;

/** Dice's coefficient of pairs of words from which on two passages are similar. */
const similarity = 0.9;

/** The share that repeats must have, in words, of all that was written since the first of them. */
const coverage = 0.75;

/** How often all of it must have been said, on average, as a share of how often the last passage was. */
const evenness = 0.55;

interface Said extends Passage {
	readonly key: string;
	/** Its shape's pairs of words, if it can be compared for similarity. */
	readonly pairs: ReadonlySet<string> | undefined;
	/** Where in the window the very same words, and where at least similar ones, were said before. */
	readonly same: readonly number[];
	readonly similar: readonly number[];
}

export class SentenceRepeats {
	#window: Said[] = [];

	/** Takes the next passage; gives the token with which the first repeat began, once there are enough of them. */
	push(passage: Passage): number | undefined {
		const said = this.#compare(passage);
		this.#window = [...this.#window.slice(1 - windowLength), said];
		if (passage.kind === "data") return undefined;
		const start = this.#find(said.same, copies[passage.kind], (it) => it.same);
		if (start !== undefined || !said.pairs) return start;
		return this.#find(said.similar, similarCopies, (it) => it.similar);
	}

	#compare(passage: Passage): Said {
		const key = passage.words.join(" ");
		const pairs = canBeSimilar(passage) ? pairsOf(passage.shape) : undefined;
		const same = this.#window.filter((it) => it.key === key).map((it) => it.start);
		const similar = pairs ? this.#window.filter((it) => it.pairs && areSimilar(it.pairs, pairs)) : [];
		return { ...passage, key, pairs, same, similar: pairs ? similar.map((it) => it.start) : same };
	}

	/**
	 * Where the loop's first repeat began: the first place from which on hardly anything is new, and all is said about
	 * as often as the last passage. `places` are those where that was said before.
	 */
	#find(places: readonly number[], needed: number, earlier: (said: Said) => readonly number[]): number | undefined {
		const firsts = places.slice(1, Math.max(1, places.length + 3 - needed));
		return firsts.find((first, at) => {
			const since = this.#window.filter((it) => it.start >= first);
			const all = wordCount(since);
			const repeated = wordCount(since.filter((it) => earlier(it).length > 0));
			const distinct = wordCount(since.filter((it) => (earlier(it).at(-1) ?? -1) < first));
			return repeated >= coverage * all && all >= evenness * (places.length - at) * distinct;
		});
	}
}

function canBeSimilar({ kind, shape }: Passage): boolean {
	const words = shape.filter(Boolean).length;
	return kind === "sentence" && words >= fewestWords && shape.length - words <= mostValues * shape.length;
}

function wordCount(passages: readonly Passage[]): number {
	return passages.reduce((sum, { words }) => sum + words.length, 0);
}

function pairsOf(words: readonly string[]): Set<string> {
	return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
}

function areSimilar(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	const most = Math.min(one.size, other.size);
	const needed = (similarity * (one.size + other.size)) / 2;
	if (most < needed) return false;
	let common = 0;
	for (const pair of one) if (other.has(pair)) common++;
	return common >= needed;
}

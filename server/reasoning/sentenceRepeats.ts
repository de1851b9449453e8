/** Finds sentences that say again and again what has been said. */
import type { Passage } from "./passages";

/** Passages that a new one is compared with: a loop of a page, four times. */
const windowLength = 128;

/** Copies that make a loop. What is no sentence may be honest more often; so may what is only similar. */
const copies = { sentence: 4, item: 4, line: 12 } as const;
const similarCopies = 12;

/** Words of a passage, other than numbers and code, without which it is not compared for similarity. */
const fewestWords = 6;

/** Dice's coefficient of pairs of words from which on two passages are similar. */
const similarity = 0.9;

/** The share that repeats must have, in words, of all that was written since the first of them. */
const coverage = 0.8;

interface Said extends Passage {
	readonly key: string;
	readonly pairs: ReadonlySet<string>;
	/** Whether it can be compared for similarity. */
	readonly isComparable: boolean;
	/** Whether the very same words, or similar ones, came before. */
	readonly isSame: boolean;
	readonly isSimilar: boolean;
}

export class SentenceRepeats {
	#window: Said[] = [];

	/** Takes the next passage; gives the token with which the first repeat began, once there are enough of them. */
	push(passage: Passage): number | undefined {
		const key = passage.words.join(" ");
		const isComparable = passage.kind === "sentence" && passage.shape.filter(Boolean).length >= fewestWords;
		const pairs = isComparable ? pairsOf(passage.shape) : new Set<string>();
		const same = this.#window.filter((said) => said.key === key);
		const similar = isComparable
			? this.#window.filter((said) => said.key === key || (said.isComparable && isSimilar(said.pairs, pairs)))
			: same;
		const said = { ...passage, key, pairs, isComparable, isSame: same.length > 0, isSimilar: similar.length > 0 };
		this.#window = [...this.#window.slice(1 - windowLength), said];
		if (passage.kind === "code") return undefined;
		if (same.length + 1 >= copies[passage.kind]) {
			const start = this.#startOf(same[1], (it) => it.isSame);
			if (start !== undefined) return start;
		}
		return similar.length + 1 >= similarCopies ? this.#startOf(similar[1], (it) => it.isSimilar) : undefined;
	}

	/** Where `first` began, if hardly anything but repeats came after it. */
	#startOf(first: Said | undefined, isRepeat: (said: Said) => boolean): number | undefined {
		if (!first) return undefined;
		const since = this.#window.slice(this.#window.indexOf(first));
		const repeated = wordCount(since.filter(isRepeat));
		return repeated >= coverage * wordCount(since) ? first.start : undefined;
	}
}

function wordCount(passages: readonly Passage[]): number {
	return passages.reduce((sum, { words }) => sum + words.length, 0);
}

function pairsOf(words: readonly string[]): Set<string> {
	return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
}

function isSimilar(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
	const most = Math.min(one.size, other.size);
	const needed = (similarity * (one.size + other.size)) / 2;
	if (most < needed) return false;
	let common = 0;
	for (const pair of one) if (other.has(pair)) common++;
	return common >= needed;
}

/** Share of the budget from which on the thought is led to its end. */
const softShare = 0.9;

/**
 * Logits that `</think>` has gained, at the end of a sentence, when the budget is used up. At the first of them it wins
 * where the model is undecided anyway; so much wins nearly everywhere.
 */
const maxCloseBias = 12;

/** Tokens beyond the budget that a sentence may take to end: a tenth, as in NVIDIA NIM's thinking budgets, and some words. */
const graceShare = 0.1;
const minGrace = 8;
const maxGrace = 64;

/** How long a thought may be. It is ended at the end of a sentence where it can be; after a small grace, anywhere. */
export class ThoughtBudget {
	/** Tokens; null: no limit. */
	readonly #size: number | null;
	#limit: number;

	constructor(size: number | null) {
		this.#size = size;
		this.#limit = size ?? Number.POSITIVE_INFINITY;
	}

	/** What is added to the logit of `</think>` after `written` tokens. */
	closeBias(written: number, isSentenceEnd: boolean): number {
		if (!isSentenceEnd || this.#size === null) return 0;
		const begin = this.#limit - this.#size * (1 - softShare);
		const share = (written - begin) / Math.max(1, this.#limit - begin);
		return maxCloseBias * Math.min(1, Math.max(0, share));
	}

	isUsedUp(written: number, isSentenceEnd: boolean): boolean {
		const grace = Math.min(maxGrace, Math.max(minGrace, Math.round((this.#size ?? 0) * graceShare)));
		return written >= this.#limit + (isSentenceEnd ? 0 : grace);
	}

	/** Gives the whole budget once more, from `written` tokens on. */
	extend(written: number): void {
		if (this.#size !== null) this.#limit = Math.max(this.#limit, written + this.#size);
	}
}

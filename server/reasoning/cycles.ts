/** Finds exact cycles: the very same tokens again and again. */
import { hasProse } from "./prose";

/** Tokens of the longest cycle that is found: a page of text (llama.cpp#26039 came to the same figure). */
const longestPeriod = 1024;

/** Tokens between two looks at what the counts come to. */
const interval = 8;

/** Of so many tokens at least is told what a cycle holds, where one turn of it would say little. */
const sampleLength = 48;

/** Tokens from which on fewer copies suffice. */
const longPeriod = 128;

/** What there must be of a cycle before it is one: tokens in all, and copies of a short and of a long period. */
interface Limit {
	readonly tokens: number;
	readonly copies: number;
	readonly longCopies: number;
}

/**
 * What is honest in code would be a loop in prose: a table of zeros, rows of empty cells. vLLM and llama.cpp take three
 * and four copies for a loop, whatever it is made of; the other figures are the longest that honest texts have, doubled.
 */
const limits = {
	/** Words outside code. */
	prose: { tokens: 64, copies: 4, longCopies: 3 },
	/** Outside code, but no prose: data, or code that was not fenced. */
	loose: { tokens: 256, copies: 8, longCopies: 4 },
	code: { tokens: 768, copies: 8, longCopies: 4 },
	/** Code without a letter. */
	table: { tokens: 2048, copies: 16, longCopies: 8 },
} as const satisfies Record<string, Limit>;

interface Written {
	readonly text: string;
	readonly isInCode: boolean;
}

export class CycleFinder {
	readonly #tokens: number[] = [];
	readonly #written: Written[] = [];
	/** For each period, how many of the last tokens are the same as the one a period before them. */
	readonly #runs = new Uint32Array(longestPeriod + 1);

	/** Takes the next token; gives the count of tokens before the first repeat, once there is a cycle. */
	push(token: number, text: string, isInCode: boolean): number | undefined {
		this.#count(token);
		this.#tokens.push(token);
		this.#written.push({ text, isInCode });
		return this.#tokens.length % interval === 0 ? this.#find() : undefined;
	}

	#count(token: number): void {
		const end = this.#tokens.length;
		const longest = Math.min(longestPeriod, end);
		for (let period = 1; period <= longest; period++) {
			const isSame = this.#tokens[end - period] === token;
			this.#runs[period] = isSame ? this.#runOf(period) + 1 : 0;
		}
	}

	#runOf(period: number): number {
		return this.#runs[period] ?? 0;
	}

	#find(): number | undefined {
		const longest = Math.min(longestPeriod, this.#tokens.length);
		for (let period = 1; period <= longest; period++) {
			const length = this.#runOf(period) + period;
			if (length < least(limits.prose, period)) continue;
			if (length >= least(this.#limitOf(period), period)) return this.#startOf(period);
		}
		return undefined;
	}

	#limitOf(period: number): Limit {
		const sample = this.#written.slice(-Math.max(period, sampleLength));
		const outside = sample.filter((it) => !it.isInCode);
		if (hasProse(textOf(outside))) return limits.prose;
		if (outside.length > 0) return limits.loose;
		return /\p{L}/u.test(textOf(sample)) ? limits.code : limits.table;
	}

	/**
	 * A cycle can begin before the sentence that it repeats, if what was said before ends in the same words: then the
	 * first sentence that begins within the first repeat is where that begins.
	 */
	#startOf(period: number): number {
		const first = this.#tokens.length - this.#runOf(period);
		for (let at = first; at < first + period; at++) {
			if (this.#beginsSentence(at)) return at;
		}
		return first;
	}

	#beginsSentence(at: number): boolean {
		const before = this.#written[at - 1]?.text ?? "";
		const after = this.#written[at]?.text ?? "";
		return /(?:\n[^\S\n]*|[。！？])$/.test(before) || (/[.!?]["')\]]*\s*$/.test(before) && /^\s/.test(after));
	}
}

/** Tokens that a cycle must have in all. */
function least({ tokens, copies, longCopies }: Limit, period: number): number {
	return Math.max(tokens, period * (period < longPeriod ? copies : longCopies));
}

function textOf(written: readonly Written[]): string {
	return written.map((it) => it.text).join("");
}

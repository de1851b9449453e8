/** Notices when a thought drifts into a script that the user does not write, and says how hard to hold it back. */
import { CodeCursor } from "./codeCursor";
import { type Script, scriptOf, scriptsIn } from "./scripts";

/**
 * What is taken from the logit of each token of a script once it has come up, and again each time that it comes through.
 * Soft, since forbidding a language outright makes the thought worse (arXiv 2507.15849: 5.6 points in mathematics);
 * practice is 2 to 5, and 16 leaves a token that is nearly certain a chance.
 */
const biasStep = -4;
const strongestBias = -16;

/**
 * Letters after which it is certain that the thought goes on in a script: more than a name or a single word has. The
 * first letter of each word is not counted, so that mathematical symbols never are.
 */
const certainAfter: Readonly<Record<Script, number>> = {
	Han: 3,
	Kana: 3,
	Hangul: 4,
	Thai: 8,
	Cyrillic: 10,
	Greek: 10,
	Arabic: 10,
	Hebrew: 10,
	Devanagari: 10,
};

/** The same for a script that has come up before: the thought is known to drift. */
const certainAgainAfter = 1;

/** Japanese has both: who writes one may well read the other. */
const companions: Readonly<Partial<Record<Script, Script>>> = { Han: "Kana", Kana: "Han" };

/** A sentence that goes on in a script which the user does not write. */
export interface Drift {
	readonly script: Script;
	/** Tokens written before its first letter. */
	readonly start: number;
}

export class LanguageWatch {
	readonly #known: ReadonlySet<Script>;
	readonly #held = new Map<Script, number>();
	readonly #written: string[] = [];
	#reading: Reading;

	/** `known` is all that the user wrote, code included: its scripts are never foreign. */
	constructor(known: string) {
		const scripts = scriptsIn(known);
		this.#known = new Set([...scripts].flatMap((script) => [script, companions[script] ?? script]));
		this.#reading = new Reading(this.#known, this.#held);
	}

	/** The bias on the logits of each script's tokens, to be applied outside code. */
	get held(): ReadonlyMap<Script, number> {
		return this.#held;
	}

	/** Whether what comes next is in a fenced block or a code span, where every script is welcome. */
	get isInCode(): boolean {
		return this.#reading.isInCode;
	}

	/**
	 * Takes what the next token completes; says when it is certain that a sentence is written in another script. One that
	 * is held back as strongly as it may be is let through.
	 */
	push(text: string): Drift | undefined {
		this.#written.push(text);
		const drift = this.#reading.push(text);
		const bias = drift && (this.#held.get(drift.script) ?? 0);
		if (!drift || bias === undefined || bias <= strongestBias) return undefined;
		this.#held.set(drift.script, bias + biasStep);
		return drift;
	}

	/** Goes back to the first `count` tokens. What is held back stays so. */
	rewind(count: number): void {
		this.#written.length = Math.min(count, this.#written.length);
		this.#reading = new Reading(this.#known, this.#held);
		for (const text of this.#written) this.#reading.push(text);
	}
}

/** What stands around a word that is quoted, by how it begins. */
const closingQuotes = new Map(
	['""', "''", "“”", "‘’", "«»", "„“", "「」", "『』", "()"].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

class Reading {
	readonly #known: ReadonlySet<Script>;
	readonly #held: ReadonlyMap<Script, number>;
	readonly #code = new CodeCursor();
	/** Of each script in this sentence, the letters and the token with the first one. */
	readonly #letters = new Map<Script, { readonly count: number; readonly start: number }>();
	#tokens = 0;
	#last = "";
	#lastScript: Script | undefined;
	/** The mark that ends the quotation. */
	#closing: string | undefined;

	constructor(known: ReadonlySet<Script>, held: ReadonlyMap<Script, number>) {
		this.#known = known;
		this.#held = held;
	}

	get isInCode(): boolean {
		return this.#code.isInCode;
	}

	push(text: string): Drift | undefined {
		let found: Drift | undefined;
		for (const character of text) {
			this.#code.read(character);
			if (!this.#code.isInCode) found ??= this.#read(character);
		}
		this.#tokens++;
		return found;
	}

	#read(character: string): Drift | undefined {
		const script = scriptOf(character);
		const found = script && !this.#known.has(script) ? this.#readLetter(script) : undefined;
		if (character === "\n" || character === this.#closing) this.#closing = undefined;
		if (isBreak(this.#last, character)) this.#letters.clear();
		this.#last = character;
		this.#lastScript = script;
		return found;
	}

	#readLetter(script: Script): Drift | undefined {
		this.#closing ??= closingQuotes.get(this.#last);
		if (this.#closing !== undefined) return undefined;
		const { count, start } = this.#letters.get(script) ?? { count: 0, start: this.#tokens };
		const isCounted = this.#lastScript === script;
		this.#letters.set(script, { count: count + (isCounted ? 1 : 0), start });
		const limit = this.#held.has(script) ? certainAgainAfter : certainAfter[script];
		return isCounted && count + 1 === limit ? { script, start } : undefined;
	}
}

/** Whether a sentence has ended, or the thought has come back to Latin words. */
function isBreak(before: string, character: string): boolean {
	return /[\n.!?。！？]/.test(character) || (/[a-z]/i.test(before) && /[a-z]/i.test(character));
}

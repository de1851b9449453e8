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

/** Japanese has both: who writes one may well read the other. */
const companions: Readonly<Partial<Record<Script, Script>>> = { Han: "Kana", Kana: "Han" };

export class LanguageWatch {
	readonly #known: ReadonlySet<Script>;
	readonly #held = new Map<Script, number>();
	readonly #written: string[] = [];
	#reading: Reading;

	/** `known` is all that the user wrote, code included: its scripts are never foreign. */
	constructor(known: string) {
		const scripts = scriptsIn(known);
		this.#known = new Set([...scripts].flatMap((script) => [script, companions[script] ?? script]));
		this.#reading = new Reading(this.#known);
	}

	/** The bias on the logits of each script's tokens, to be applied outside code. */
	get held(): ReadonlyMap<Script, number> {
		return this.#held;
	}

	/** Whether what comes next is in a fenced block or a code span, where every script is welcome. */
	get isInCode(): boolean {
		return this.#reading.isInCode;
	}

	/** Takes what the next token completes; gives a script when it is certain that a sentence is written in it. */
	push(text: string): Script | undefined {
		this.#written.push(text);
		const script = this.#reading.push(text);
		if (script) this.#held.set(script, Math.max(strongestBias, (this.#held.get(script) ?? 0) + biasStep));
		return script;
	}

	/** Goes back to the first `count` tokens. What is held back stays so. */
	rewind(count: number): void {
		this.#written.length = Math.min(count, this.#written.length);
		this.#reading = new Reading(this.#known);
		for (const text of this.#written) this.#reading.push(text);
	}
}

/** What stands around a word that is quoted, by how it begins. */
const closingQuotes = new Map(
	['""', "''", "“”", "‘’", "«»", "„“", "「」", "『』", "()"].map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

class Reading {
	readonly #known: ReadonlySet<Script>;
	readonly #code = new CodeCursor();
	/** Letters of each script in this sentence. */
	readonly #letters = new Map<Script, number>();
	#last = "";
	#lastScript: Script | undefined;
	/** The mark that ends the quotation. */
	#closing: string | undefined;

	constructor(known: ReadonlySet<Script>) {
		this.#known = known;
	}

	get isInCode(): boolean {
		return this.#code.isInCode;
	}

	push(text: string): Script | undefined {
		let found: Script | undefined;
		for (const character of text) {
			this.#code.read(character);
			if (!this.#code.isInCode) found ??= this.#read(character);
		}
		return found;
	}

	#read(character: string): Script | undefined {
		const script = scriptOf(character);
		const found = script && !this.#known.has(script) ? this.#readLetter(script) : undefined;
		if (character === "\n" || character === this.#closing) this.#closing = undefined;
		if (isBreak(this.#last, character)) this.#letters.clear();
		this.#last = character;
		this.#lastScript = script;
		return found;
	}

	#readLetter(script: Script): Script | undefined {
		this.#closing ??= closingQuotes.get(this.#last);
		if (this.#closing !== undefined || this.#lastScript !== script) return undefined;
		const count = (this.#letters.get(script) ?? 0) + 1;
		this.#letters.set(script, count);
		return count === certainAfter[script] ? script : undefined;
	}
}

/** Whether a sentence has ended, or the thought has come back to Latin words. */
function isBreak(before: string, character: string): boolean {
	return /[\n.!?。！？]/.test(character) || (/[a-z]/i.test(before) && /[a-z]/i.test(character));
}

/** Reads code by a language's notation: the one place where its rules are tried. */
import type { Mode, Rule } from "./notation/mode";

/** A match of a rule or a bracket, and the modes before and after it. */
export interface Step {
	readonly start: number;
	readonly end: number;
	readonly kind: "bracket" | "skip" | "begin" | "end";
	readonly from: Mode;
	readonly to: Mode;
}

type Wanted = "marks" | "marks and brackets";

/** Goes through a text from match to match, from one that begins at `start` in `modes` on. */
export class Reader {
	/** The innermost last; never empty. */
	readonly modes: Mode[];
	#position: number;

	constructor(
		readonly text: string,
		modes: readonly Mode[],
		start: number,
		readonly wanted: Wanted,
	) {
		this.modes = [...modes];
		this.#position = start;
	}

	get mode(): Mode {
		return this.modes.at(-1) ?? nothing;
	}

	next(): Step | undefined {
		const from = this.mode;
		const { pattern, rules } = compiled(from, this.wanted);
		pattern.lastIndex = this.#position;
		const match = pattern.exec(this.text);
		if (!match) return undefined;
		this.#position = pattern.lastIndex;
		const kind = this.#turn(rules[firstGroup(match)], match[0]);
		return { start: match.index, end: this.#position, kind, from, to: this.mode };
	}

	#turn(rule: Rule | undefined, match: string): Step["kind"] {
		if (!rule) return "bracket";
		if (rule.turn === "skip") return "skip";
		if (rule.turn === "end") {
			if (this.modes.length > 1) this.modes.pop();
			return "end";
		}
		this.modes.push(rule.turn(match));
		return "begin";
	}
}

const nothing: Mode = { region: "code", isProse: true, rules: [] };

function firstGroup(match: RegExpExecArray): number {
	for (let at = 1; at < match.length; at++) {
		if (match[at] !== undefined) return at - 1;
	}
	return -1;
}

interface CompiledMode {
	/** One group a rule, and none for a bracket. */
	readonly pattern: RegExp;
	readonly rules: readonly Rule[];
}

const compiledModes: Readonly<Record<Wanted, WeakMap<Mode, CompiledMode>>> = {
	marks: new WeakMap(),
	"marks and brackets": new WeakMap(),
};

function compiled(mode: Mode, wanted: Wanted): CompiledMode {
	const known = compiledModes[wanted].get(mode);
	if (known) return known;
	const { rules, region, isProse } = mode;
	const hasBrackets = wanted === "marks and brackets" && region === "code" && !isProse;
	const sources = [...rules.map(({ pattern }) => `(${pattern.source})`), ...(hasBrackets ? ["[()[\\]{}]"] : [])];
	const made = { pattern: new RegExp(sources.join("|") || "(?!)", "gm"), rules };
	compiledModes[wanted].set(mode, made);
	return made;
}

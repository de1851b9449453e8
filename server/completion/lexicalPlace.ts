/** Tells comments and strings from code, by each language's notation: no grammar, so that it may be wrong for a line. */
import type { LexicalPlace, Mode, Rule } from "./notation/mode";
import { notationOf } from "./notation/notationOf";

/**
 * Characters before the cursor that are read: whole files, nearly always, in a millisecond or two. What began further up
 * is missed.
 */
const maxRead = 50_000;

/** What the position after `before` is in. Of a language that is not known everything is code. */
export function lexicalPlace(before: string, languageId: string): LexicalPlace {
	const notation = notationOf(languageId);
	return notation ? read(lastLines(before), notation) : "code";
}

function lastLines(text: string): string {
	if (text.length <= maxRead) return text;
	const start = text.length - maxRead;
	// In the middle of a line a quote might as well be a closing one.
	const lineEnd = text.indexOf("\n", start);
	return text.slice(lineEnd < 0 ? start : lineEnd + 1);
}

function read(text: string, notation: Mode): LexicalPlace {
	const open: Mode[] = [];
	let mode = notation;
	let position = 0;
	while (position < text.length) {
		const found = nextRule(mode, text, position);
		if (!found) break;
		position = found.end;
		if (found.rule.turn === "end") {
			mode = open.pop() ?? notation;
		} else if (found.rule.turn !== "skip") {
			open.push(mode);
			mode = found.rule.turn(found.match);
		}
	}
	return mode.place;
}

interface Found {
	readonly rule: Rule;
	readonly match: string;
	readonly end: number;
}

function nextRule(mode: Mode, text: string, position: number): Found | undefined {
	const { pattern, rules } = compiled(mode);
	pattern.lastIndex = position;
	const [match, ...groups] = pattern.exec(text) ?? [];
	const rule = rules[groups.findIndex((group) => group !== undefined)];
	return match === undefined || !rule ? undefined : { rule, match, end: pattern.lastIndex };
}

interface CompiledMode {
	/** One group a rule. */
	readonly pattern: RegExp;
	readonly rules: readonly Rule[];
}

const compiledModes = new WeakMap<Mode, CompiledMode>();

function compiled(mode: Mode): CompiledMode {
	const known = compiledModes.get(mode);
	if (known) return known;
	const { rules } = mode;
	const pattern = new RegExp(rules.map((rule) => `(${rule.pattern.source})`).join("|"), "gm");
	const made = { pattern, rules };
	compiledModes.set(mode, made);
	return made;
}

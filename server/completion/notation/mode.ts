/** What a language's notation of comments and strings is made of. */

/** What a position is in. */
export type LexicalPlace = "code" | "comment" | "string";

/** How text is read until something ends or begins there. */
export interface Mode {
	readonly place: LexicalPlace;
	/** Where several fit at one position, the first one holds. */
	readonly rules: readonly Rule[];
}

export interface Rule {
	/** Without capturing groups; `^` is a line's start. What looks behind does so last: it is tried at every character. */
	readonly pattern: RegExp;
	/** What a match does: it is stepped over, ends the mode, or begins another within it, which follows the match. */
	readonly turn: "skip" | "end" | ((match: string) => Mode);
}

export const skips = (pattern: RegExp): Rule => ({ pattern, turn: "skip" });

export const ends = (pattern: RegExp): Rule => ({ pattern, turn: "end" });

export const begins = (pattern: RegExp, mode: Mode): Rule => ({ pattern, turn: () => mode });

export function code(...rules: readonly Rule[]): Mode {
	return { place: "code", rules };
}

/** A comment to the end of its line. */
export function lineComment(open: RegExp): Rule {
	return begins(open, { place: "comment", rules: [ends(/\n/)] });
}

export function comment(open: RegExp, close: RegExp): Rule {
	return begins(open, { place: "comment", rules: [ends(close)] });
}

/** A comment that may hold others of its kind. */
export function nestedComment(open: RegExp, close: RegExp): Rule {
	const rules: Rule[] = [ends(close)];
	const rule = begins(open, { place: "comment", rules });
	rules.push(rule);
	return rule;
}

export const backslashEscape = skips(/\\[\s\S]/);

/** A string that, not closed, ends with its line. `inside`: what else there is in it: escapes, code. */
export function lineString(open: RegExp, close: RegExp, ...inside: readonly Rule[]): Rule {
	return begins(open, { place: "string", rules: [...inside, ends(close), ends(/\n/)] });
}

/** A string that may go over several lines. */
export function longString(open: RegExp, close: RegExp, ...inside: readonly Rule[]): Rule {
	return begins(open, { place: "string", rules: [...inside, ends(close)] });
}

/** A string or comment whose end is told by how it begins. */
export function marked(place: LexicalPlace, open: RegExp, closeOf: (match: string) => RegExp): Rule {
	const modes = new Map<string, Mode>();
	return {
		pattern: open,
		turn: (match) => {
			const mode = modes.get(match) ?? { place, rules: [ends(closeOf(match))] };
			modes.set(match, mode);
			return mode;
		},
	};
}

/** Text that begins after the line with a word at its end, and ends at a line with that word alone. */
export function hereDocument(open: RegExp): Rule {
	return marked("string", open, (match) => new RegExp(`^[\\t ]*${/\w+/.exec(match)?.[0] ?? ""}\\b`));
}

/** Code of a language in a string or in markup, up to a closing bracket: `language` is asked late, as it holds this. */
export function hole(open: RegExp, bracket: "()" | "{}", language: () => Mode): Rule {
	const [opening, closing] = bracket === "()" ? [/\(/, /\)/] : [/\{/, /\}/];
	const mode: Mode = {
		place: "code",
		get rules() {
			return [ends(closing), begins(opening, mode), ...language().rules];
		},
	};
	return begins(open, mode);
}

/** Code of another language, up to where that ends. */
export function embedded(open: RegExp, language: Mode, close: RegExp): Rule {
	return begins(open, code(ends(close), ...language.rules));
}

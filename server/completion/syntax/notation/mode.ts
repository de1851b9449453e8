/** What a language's notation of comments and strings is made of. */

/** What a position is in. */
export type Region = "code" | "comment" | "string";

/** How text is read until something ends or begins there. */
export interface Mode {
	readonly region: Region;
	/** Whether it is words and not code: brackets, quotes and sentences mean nothing in it. */
	readonly isProse?: boolean;
	/** Where several fit at one position, the first one holds. */
	readonly rules: readonly Rule[];
}

export interface Rule {
	/**
	 * Without capturing groups; `^` is a line's start. What looks behind does so last: it is tried at every character. It is
	 * matched within a line and its end: what follows is not there yet.
	 */
	readonly pattern: RegExp;
	/** What a match does: it is stepped over, ends the mode, or begins another within it, which follows the match. */
	readonly turn: "skip" | "end" | ((match: string) => Mode);
	/** What to write to begin a comment that goes to the end of its line. */
	readonly mark?: string | undefined;
}

export const skips = (pattern: RegExp): Rule => ({ pattern, turn: "skip" });

export const ends = (pattern: RegExp): Rule => ({ pattern, turn: "end" });

export const begins = (pattern: RegExp, mode: Mode): Rule => ({ pattern, turn: () => mode });

export function code(...rules: readonly Rule[]): Mode {
	return { region: "code", rules };
}

export function prose(...rules: readonly Rule[]): Mode {
	return { region: "code", isProse: true, rules };
}

/** Leaves the line end to what it stands in. */
export const endsWithLine = ends(/(?=\n)/);

/** A comment to the end of its line. `open`: where the mark begins one, if that is not everywhere. */
export function lineComment(mark: string, open = new RegExp(escaped(mark))): Rule {
	return { ...begins(open, { region: "comment", rules: [endsWithLine] }), mark };
}

export function comment(open: RegExp, close: RegExp): Rule {
	return begins(open, { region: "comment", rules: [ends(close)] });
}

/** A comment that may hold others of its kind. */
export function nestedComment(open: RegExp, close: RegExp): Rule {
	const rules: Rule[] = [ends(close)];
	const rule = begins(open, { region: "comment", rules });
	rules.push(rule);
	return rule;
}

export const backslashEscape = skips(/\\[\s\S]/);

/** A string that, not closed, ends with its line. `inside`: what else there is in it: escapes, code. */
export function lineString(open: RegExp, close: RegExp, ...inside: readonly Rule[]): Rule {
	return begins(open, { region: "string", rules: [...inside, ends(close), endsWithLine] });
}

/** A string that may go over several lines. */
export function longString(open: RegExp, close: RegExp, ...inside: readonly Rule[]): Rule {
	return begins(open, { region: "string", rules: [...inside, ends(close)] });
}

/** A string or comment whose end is told by how it begins. */
export function marked(region: Region, open: RegExp, closeOf: (match: string) => RegExp): Rule {
	return beginsBy(open, (match) => ({ region, rules: [ends(closeOf(match))] }));
}

/** Text that begins in the line below a word, and ends at a line with that word alone. */
export function hereDocument(open: RegExp, language: () => Mode): Rule {
	const rule = beginsBy(open, (match) => {
		const end = `^[\\t ]*${/\w+/.exec(match)?.[0] ?? ""}\\b`;
		const text: Mode = { region: "string", rules: [ends(new RegExp(`(?=${end})`))] };
		// A second one in the line is rare, and would wait for its text below the first one's.
		const others = language().rules.filter((it) => it !== rule);
		return code(ends(new RegExp(end)), begins(/\n/, text), ...others);
	});
	return rule;
}

/** One mode for each way that it begins: what is compiled of a mode is kept. */
function beginsBy(pattern: RegExp, modeOf: (match: string) => Mode): Rule {
	const modes = new Map<string, Mode>();
	return {
		pattern,
		turn: (match) => {
			const mode = modes.get(match) ?? modeOf(match);
			modes.set(match, mode);
			return mode;
		},
	};
}

/** Code of a language in a string or in markup, up to a closing bracket: `language` is asked late, as it holds this. */
export function hole(open: RegExp, bracket: "()" | "{}", language: () => Mode): Rule {
	const [opening, closing] = bracket === "()" ? [/\(/, /\)/] : [/\{/, /\}/];
	const mode: Mode = {
		region: "code",
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

/** A pattern's source for that very text. */
export function escaped(text: string): string {
	return text.replace(/[^\w\s]/g, "\\$&");
}

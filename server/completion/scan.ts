/**
 * Reads code line by line for its brackets, leaving out those in strings and comments. A line is read as a whole, so that
 * what it says of a finished line of a stream never changes. It knows no language well: heredocs, for one, it takes for code.
 */
import type { Syntax } from "./syntax";

export type Region = "code" | "comment" | "string";

/** Something that goes on over the end of a line. */
export type Mode =
	/** A comment, or a string with or without holes that hold code. */
	| { readonly kind: "text"; readonly region: Region; readonly close: string; readonly hasHoles: boolean }
	/** Code in a string; `depth` is how many braces are open in it. */
	| { readonly kind: "hole"; readonly depth: number };

export interface Bracket {
	readonly text: string;
	/** Where it stands in the line. */
	readonly at: number;
}

export interface Span {
	readonly start: number;
	readonly end: number;
}

export interface ScannedLine {
	readonly brackets: readonly Bracket[];
	/** Strings, comments and regular expressions, with their marks. */
	readonly texts: readonly Span[];
	/** Where the code of the line ends: at a comment to its end, or at its end. */
	readonly codeEnd: number;
	/** What the line's end is in. A quote that is not closed on its line counts as a string up to there, or on after a backslash. */
	readonly region: Region;
	/** What would close the string or comment that the line's end is in; empty in code. */
	readonly closer: string;
	/** What goes on in the next line, the innermost last. */
	readonly modes: readonly Mode[];
}

export function scanLine(line: string, modes: readonly Mode[], syntax: Syntax): ScannedLine {
	return new LineScanner(line, modes, syntax).scan();
}

export function isOpening(bracket: string): boolean {
	return bracket === "(" || bracket === "[" || bracket === "{";
}

const partners: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Whether the two brackets are a pair. */
export function isPair(opening: string, closing: string): boolean {
	return partners[closing] === opening;
}

class LineScanner {
	readonly #brackets: Bracket[] = [];
	readonly #texts: Span[] = [];
	readonly #modes: Mode[];
	#at = 0;
	#codeEnd: number | undefined;
	/** Of a string or comment that ends with the line. */
	#rest: { readonly region: Region; readonly closer: string } | undefined;

	constructor(
		readonly line: string,
		modes: readonly Mode[],
		readonly syntax: Syntax,
	) {
		this.#modes = [...modes];
	}

	scan(): ScannedLine {
		const pattern = codePattern(this.syntax);
		while (this.#at < this.line.length) {
			const mode = this.#modes.at(-1);
			const start = this.#at;
			if (mode?.kind === "text") {
				this.#readText(mode);
				// Its first character is in it: the mark that begins it stands before.
				this.#texts.push({ start: start - 1, end: this.#at });
			} else {
				this.#readCode(pattern);
			}
		}
		const mode = this.#modes.at(-1);
		const open = mode?.kind === "text" ? { region: mode.region, closer: mode.close } : undefined;
		const { region, closer } = this.#rest ?? open ?? { region: "code", closer: "" };
		return {
			brackets: this.#brackets,
			texts: this.#texts,
			codeEnd: this.#codeEnd ?? this.line.length,
			region,
			closer,
			modes: this.#modes,
		};
	}

	#readText({ region, close, hasHoles }: Mode & { readonly kind: "text" }): void {
		const { line } = this;
		const end = region === "comment" ? line.indexOf(close, this.#at) : stringEnd(line, this.#at, close, hasHoles);
		if (end < 0) {
			this.#at = line.length;
		} else if (line.startsWith(close, end)) {
			this.#modes.pop();
			this.#at = end + close.length;
		} else {
			this.#brackets.push({ text: "{", at: end + 1 });
			this.#modes.push({ kind: "hole", depth: 0 });
			this.#at = end + 2;
		}
	}

	#readCode(pattern: RegExp): void {
		pattern.lastIndex = this.#at;
		const match = pattern.exec(this.line);
		if (!match) {
			this.#at = this.line.length;
			return;
		}
		this.#at = pattern.lastIndex;
		const { comment, long, quote, bracket } = match.groups ?? {};
		if (bracket !== undefined) {
			this.#readBracket(bracket, match.index);
			return;
		}
		if (comment !== undefined) this.#endLine(match.index, "comment", "");
		else if (long !== undefined) this.#open(long);
		else if (quote !== undefined) this.#readQuoted(quote);
		this.#texts.push({ start: match.index, end: this.#at });
	}

	#endLine(codeEnd: number, region: Region, closer: string): void {
		this.#codeEnd = codeEnd;
		this.#rest = { region, closer };
		this.#at = this.line.length;
	}

	#open(text: string): void {
		const { syntax } = this;
		const comment = syntax.blockComments.find(([open]) => open === text);
		const close = (comment ?? syntax.longStrings.find(([open]) => open === text))?.[1] ?? text;
		const hasHoles = text === "`" && syntax.hasTemplates;
		this.#modes.push({ kind: "text", region: comment ? "comment" : "string", close, hasHoles });
	}

	#readQuoted(quote: string): void {
		const end = stringEnd(this.line, this.#at, quote, false);
		if (end >= 0) {
			this.#at = end + 1;
		} else if (/(?:^|[^\\])(?:\\\\)*\\$/.test(this.line)) {
			this.#modes.push({ kind: "text", region: "string", close: quote, hasHoles: false });
			this.#at = this.line.length;
		} else {
			this.#endLine(this.line.length, "string", quote);
		}
	}

	#readBracket(text: string, at: number): void {
		this.#brackets.push({ text, at });
		const mode = this.#modes.at(-1);
		if (mode?.kind !== "hole" || (text !== "{" && text !== "}")) return;
		const depth = mode.depth + (text === "{" ? 1 : -1);
		this.#modes.pop();
		if (depth >= 0) this.#modes.push({ kind: "hole", depth });
	}
}

/** Where a string is closed, or a hole in it begins; -1 if that is not on this line. */
export function stringEnd(line: string, from: number, close: string, hasHoles: boolean): number {
	for (let at = from; at < line.length; at++) {
		if (line[at] === "\\") at++;
		else if (line.startsWith(close, at) || (hasHoles && line.startsWith("${", at))) return at;
	}
	return -1;
}

const patterns = new WeakMap<Syntax, RegExp>();

function codePattern(syntax: Syntax): RegExp {
	const known = patterns.get(syntax);
	if (known) return known;
	const pattern = makePattern(syntax);
	patterns.set(syntax, pattern);
	return pattern;
}

/** What may begin something else than plain code; what it matches without a group is passed over. */
function makePattern({ isProse, blockComments, lineComments, longStrings, quotes, ...syntax }: Syntax): RegExp {
	if (isProse) return /(?!)/g;
	const long = [...blockComments, ...longStrings].map(([open]) => open);
	if (syntax.hasTemplates) long.push("`");
	// An apostrophe within a word is none: don't, 1'000. Before it may stand a string's prefix: b'…', rf'…'.
	const marks = quotes.map((quote) => (quote === "'" ? "(?:(?<!\\w)|(?<=\\b[rRbBuUfFL]{1,2}))'" : quote));
	return new RegExp(
		[
			...(long.length > 0 ? [`(?<long>${long.map(quoted).join("|")})`] : []),
			...(lineComments.length > 0 ? [`(?<comment>${lineComments.map(commentSource).join("|")})`] : []),
			...(syntax.hasLifetimes ? ["'(?:\\\\.[^']*|[^'\\\\])'"] : []),
			...(syntax.hasRegexes ? [regexSource] : []),
			...(syntax.hasCasePatterns ? [casePattern] : []),
			...(marks.length > 0 ? [`(?<quote>${marks.join("|")})`] : []),
			"(?<bracket>[()[\\]{}])",
		].join("|"),
		"g",
	);
}

/** A slash after something that no value ends in. Only one that is closed on its line. */
const regexSource =
	"\\/(?<=(?:^|[(,=:[!&|?{;+*%~^-]|=>|\\b(?:return|typeof|case))\\s*\\/)(?![/*])(?:\\\\.|\\[(?:\\\\.|[^\\]\\\\])*\\]|[^/\\\\[])+\\/";

/** The parenthesis behind a pattern of a shell's case: `-h | "--help")`. */
const casePattern = `\\)(?<=^\\s*(?:;;\\s*)?(?:"[^"]*"|'[^']*'|[^\\s()"'])+(?:\\s*\\|\\s*(?:"[^"]*"|'[^']*'|[^\\s()"'])+)*\\s*\\))`;

/** `$#` and `http://` hold no comments. */
function commentSource(mark: string): string {
	if (mark === "#") return "(?<!\\S)#";
	return mark === "//" ? "(?<!:)\\/\\/" : quoted(mark);
}

function quoted(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

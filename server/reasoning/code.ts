/** Code as tokens, so that what a step writes is found in it as whole words, whatever the spaces between them. */

/** The lines of code that a run is about. */
export interface CodeLines {
	/** Zero-based line of the document that `lines[0]` is. */
	readonly firstLine: number;
	readonly lines: readonly string[];
}

export interface Token {
	readonly text: string;
	/** Offsets in the text that was split. */
	readonly start: number;
	readonly end: number;
}

// The longest operators come first.
const operators =
	">>>= ... === !== **= <<= >>= >>> &&= ||= ??= => -> <- := == != <= >= && || ?? ?. ++ -- += -= *= /= %= &= |= ^= ** :: << >>";

const tokenPattern = new RegExp(
	[
		"[\\p{L}_$][\\p{L}\\p{N}_$]*",
		"\\d+(?:\\.\\d+)?\\w*",
		...operators.split(" ").map((operator) => operator.replace(/[.*+?^$|]/g, "\\$&")),
		"[^\\s\\p{L}\\p{N}]",
	].join("|"),
	"gu",
);

/** Identifiers, numbers, operators and other marks, in order. */
export function tokensOf(text: string): Token[] {
	return Array.from(text.matchAll(tokenPattern), (match) => ({
		text: match[0],
		start: match.index,
		end: match.index + match[0].length,
	}));
}

export function isWord(token: string): boolean {
	return /^[\p{L}_$]/u.test(token);
}

/** Where a token stands: its line, and how many tokens stand before it. */
export interface TokenPlace {
	readonly line: number;
	readonly column: number;
}

/** Tokens of some lines, and where each stands. A sequence lies within one line. */
export class TokenIndex {
	readonly #lines: readonly { readonly source: string; readonly tokens: readonly Token[] }[];
	readonly #places = new Map<string, TokenPlace[]>();

	constructor(lines: readonly string[]) {
		this.#lines = lines.map((source) => ({ source, tokens: tokensOf(source) }));
		for (const [line, { tokens }] of this.#lines.entries()) {
			for (const [column, { text }] of tokens.entries()) {
				const places = this.#places.get(text);
				if (places) places.push({ line, column });
				else this.#places.set(text, [{ line, column }]);
			}
		}
	}

	/** Each place, as line and column counted in tokens, where `sequence` begins. */
	find(sequence: readonly string[]): TokenPlace[] {
		const [first, ...rest] = sequence;
		if (first === undefined) return [];
		return (this.#places.get(first) ?? []).filter(({ line, column }) =>
			rest.every((token, offset) => this.#lines[line]?.tokens[column + 1 + offset]?.text === token),
		);
	}

	/** What the line has from a place on, for a number of tokens, with its own spaces. */
	textAt({ line, column }: TokenPlace, count: number): string {
		const { source, tokens } = this.#lines[line] ?? { source: "", tokens: [] };
		return source.slice(tokens[column]?.start, tokens[column + count - 1]?.end);
	}

	/** The lines that contain `sequence`, in order. */
	linesWith(sequence: readonly string[]): number[] {
		return [...new Set(this.find(sequence).map((place) => place.line))];
	}
}

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

/** Tokens of some lines, and where each stands. A sequence lies within one line. */
export class TokenIndex {
	readonly #lines: readonly (readonly string[])[];
	readonly #places = new Map<string, { line: number; column: number }[]>();

	constructor(lines: readonly string[]) {
		this.#lines = lines.map((line) => tokensOf(line).map((token) => token.text));
		for (const [line, tokens] of this.#lines.entries()) {
			for (const [column, token] of tokens.entries()) {
				const places = this.#places.get(token);
				if (places) places.push({ line, column });
				else this.#places.set(token, [{ line, column }]);
			}
		}
	}

	/** Each place, as line and column counted in tokens, where `sequence` begins. */
	find(sequence: readonly string[]): { readonly line: number; readonly column: number }[] {
		const [first, ...rest] = sequence;
		if (first === undefined) return [];
		return (this.#places.get(first) ?? []).filter(({ line, column }) =>
			rest.every((token, offset) => this.#lines[line]?.[column + 1 + offset] === token),
		);
	}

	/** The lines that contain `sequence`, in order. */
	linesWith(sequence: readonly string[]): number[] {
		return [...new Set(this.find(sequence).map((place) => place.line))];
	}
}

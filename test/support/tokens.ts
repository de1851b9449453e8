/** What stands for a vocabulary where none is loaded: text is cut about as byte-level BPE cuts it. */
export interface TextToken {
	readonly token: number;
	readonly text: string;
}

// Words with the space before them, single digits, other marks, white space; two letters of a script without spaces.
const tokenPattern =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,2}| ?\p{L}+|\d| ?[^\s\p{L}\d]{1,3}\n*|\s+/gu;

/** The same text has the same token, within one call. */
export function tokensOf(text: string): TextToken[] {
	const ids = new Map<string, number>();
	return Array.from(text.matchAll(tokenPattern), ([piece]) => {
		const token = ids.get(piece) ?? ids.size;
		ids.set(piece, token);
		return { token, text: piece };
	});
}

const word = "\\p{L}[\\p{L}'’-]*";

/** Scripts that write no spaces between words. */
export const unspacedLetter = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]";

const prosePattern = new RegExp(`${word}(?:[.!?…]*\\s+${word}){2}|${unspacedLetter}{4}`, "u");

/** Whether words follow one another in the text as they do in sentences: three at least, with nothing but spaces between. */
export function hasProse(text: string): boolean {
	return prosePattern.test(text);
}

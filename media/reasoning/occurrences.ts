/** A stretch of a text, from one offset to before another. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

const wordPart = /[\p{L}\p{N}_$]/u;
const operatorPart = /[<>=!+\-*/%&|^?~]/;

/** Where `part` stands in `text` as whole words and operators: `<` does not stand in `<=`, nor `total` in `totals`. */
export function occurrences(part: string, text: string): readonly Stretch[] {
	const found: Stretch[] = [];
	for (let from = text.indexOf(part); part !== "" && from >= 0; from = text.indexOf(part, from + 1)) {
		const to = from + part.length;
		if (isCut(text[from - 1], text[from]) || isCut(text[to - 1], text[to])) {
			continue;
		}
		found.push({ from, to });
	}
	return found;
}

/** Whether a word or an operator goes on from one character to the next. */
function isCut(before: string | undefined, after: string | undefined): boolean {
	return [wordPart, operatorPart].some((kind) => kind.test(before ?? "") && kind.test(after ?? ""));
}

/**
 * Marks the words that tie a hunk and the steps which name it, on both sides. The browser draws the marks over the text;
 * the elements, which are never made anew, stay as they are.
 */
import type { HunkLine } from "./hunkLines";
import { occurrences, type Stretch } from "./occurrences";
import type { TieView } from "./protocol";

/** A line of a hunk's card. */
export interface CardLine {
	readonly code: HTMLElement;
	/** Columns of what differs from the line's counterpart; equal where that is not known. */
	readonly change: Pick<HunkLine, "from" | "to">;
}

/** The two sides of a citation. */
export interface TiedSides {
	readonly ties: readonly TieView[];
	/** The step's text. */
	readonly words: HTMLElement;
	readonly lines: readonly CardLine[];
}

/** As the style sheet calls it. */
const highlightName = "tie";

/** Marks these and no others. */
export function markTies(cited: readonly TiedSides[]): void {
	const ranges = cited.flatMap(({ ties, words, lines }) =>
		ties.flatMap(({ inStep, inCode }) => [
			...occurrences(inStep, textOf(words)).map((it) => rangeOf(words, it)),
			...rangesInCode(inCode, lines),
		]),
	);
	if (ranges.length > 0) {
		CSS.highlights.set(highlightName, new Highlight(...ranges));
	} else {
		CSS.highlights.delete(highlightName);
	}
}

/** What is changed is meant, where that is known; else every place. */
function rangesInCode(inCode: string, lines: readonly CardLine[]): readonly Range[] {
	const places = lines.flatMap(({ code, change }) =>
		occurrences(inCode, textOf(code)).map((it) => ({
			range: rangeOf(code, it),
			isInChange: it.from < change.to && change.from < it.to,
		})),
	);
	const changed = places.filter(({ isInChange }) => isInChange);
	return (changed.length > 0 ? changed : places).map(({ range }) => range);
}

function textOf(element: HTMLElement): string {
	return element.textContent ?? "";
}

function rangeOf(element: HTMLElement, { from, to }: Stretch): Range {
	const range = document.createRange();
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	let start = 0;
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const end = start + (node.textContent?.length ?? 0);
		if (start <= from && from < end) {
			range.setStart(node, from - start);
		}
		if (start < to && to <= end) {
			range.setEnd(node, to - start);
		}
		start = end;
	}
	return range;
}

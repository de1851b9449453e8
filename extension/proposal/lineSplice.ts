import { diffArrays } from "diff";
import type { Range } from "vscode-languageserver-protocol";

/** Lines `[start, start + removed)` give way to `inserted`. */
export interface LineSplice {
	readonly start: number;
	readonly removed: number;
	readonly inserted: readonly string[];
}

/** As in an editor's change event: zero-based lines, UTF-16 columns. */
export interface ContentChange {
	readonly range: Range;
	readonly text: string;
}

/** A change with more differing lines than this counts as one replacement: finding its parts would hold up typing. */
const maxDifferences = 2000;

/** A text's lines; an empty text is one empty line, as in the editor. */
export function splitLines(text: string): string[] {
	return text.split(/\r\n|\r|\n/);
}

/** Whether two texts are equal, line by line. */
export function areSameLines(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((line, index) => line === other[index]);
}

/** A copy of the lines with a splice done. */
export function spliceLines(lines: readonly string[], { start, removed, inserted }: LineSplice): string[] {
	return [...lines.slice(0, start), ...inserted, ...lines.slice(start + removed)];
}

/**
 * What a change does to the lines, as finely as can be told: those that it merely spans or indents anew keep their
 * identity. From the bottom up, so that each splice fits the text that the ones before it leave.
 */
export function lineSplices(lines: readonly string[], { range, text }: ContentChange): LineSplice[] {
	const { start, end } = range;
	const head = (lines[start.line] ?? "").slice(0, start.character);
	const tail = (lines[end.line] ?? "").slice(end.character);
	const old = lines.slice(start.line, end.line + 1);
	const next = splitLines(head + text + tail);
	// Among equal lines it cannot be seen which one is new; but a change that begins with a line leaves the lines after
	// it alone, and any other one the line that it begins in.
	const { above, below } = trim(old, next, start.character === 0 ? "below" : "above");
	const first = start.line + above;
	return parts(old.slice(above, old.length - below), next.slice(above, next.length - below))
		.map((part) => ({ ...part, start: part.start + first }))
		.reverse();
}

/** How many lines are the same at either side; `first` says which side may take those that both could have. */
function trim(old: readonly string[], next: readonly string[], first: "above" | "below") {
	const most = Math.min(old.length, next.length);
	let above = 0;
	let below = 0;
	for (const side of first === "above" ? ["above", "below"] : ["below", "above"]) {
		if (side === "above") {
			while (above + below < most && old[above] === next[above]) above++;
		} else {
			while (above + below < most && old.at(-1 - below) === next.at(-1 - below)) below++;
		}
	}
	return { above, below };
}

/** Splices from the top down, in lines of `old`. */
function parts(old: readonly string[], next: readonly string[]): LineSplice[] {
	if (old.length <= 1 || next.length <= 1) {
		return replacement(0, old.length, next);
	}
	const options = { comparator: isSameCode, maxEditLength: maxDifferences };
	const changes = diffArrays([...old], [...next], options);
	if (!changes) {
		return replacement(0, old.length, next);
	}
	const splices: LineSplice[] = [];
	let start = 0;
	let removed = 0;
	let inserted: string[] = [];
	const close = () => {
		splices.push(...replacement(start, removed, inserted));
		start += removed;
		removed = 0;
		inserted = [];
	};
	for (const change of changes) {
		if (change.removed) {
			removed += change.count;
		} else if (change.added) {
			inserted.push(...change.value);
		} else {
			close();
			splices.push(...lineByLine(old.slice(start, start + change.count), change.value, start));
			start += change.count;
		}
	}
	close();
	return splices;
}

/** As many lines for as many: each is the old one, rewritten. */
function replacement(start: number, removed: number, inserted: readonly string[]): LineSplice[] {
	if (removed === 0 && inserted.length === 0) {
		return [];
	}
	if (removed === inserted.length) {
		return inserted.map((line, index) => ({ start: start + index, removed: 1, inserted: [line] }));
	}
	return [{ start, removed, inserted }];
}

function lineByLine(old: readonly string[], next: readonly string[], start: number): LineSplice[] {
	return next.flatMap((line, index) =>
		line === old[index] ? [] : [{ start: start + index, removed: 1, inserted: [line] }],
	);
}

/** Formatters and a change of indentation touch every line, but not what it says. */
function isSameCode(one: string, other: string): boolean {
	return one === other || one.replaceAll(/\s+/g, "") === other.replaceAll(/\s+/g, "");
}

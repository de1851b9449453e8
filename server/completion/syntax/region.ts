/** Tells comments and strings from code, by each language's notation: no grammar, so that it may be wrong for a line. */
import type { Mode, Region } from "./notation/mode";
import { notationOf } from "./notation/notationOf";
import { Reader } from "./reader";

/** What the position after `before` is in. Of a language that is not known everything is code. */
export function regionAt(before: string, languageId: string): Region {
	const notation = notationOf(languageId);
	if (!notation) return "code";
	const reader = new Reader(windowBefore(before), [notation], 0, "marks");
	while (reader.next());
	return reader.mode.region;
}

/** Where the string or the comment is closed that `at` is in, in a line that begins in `modes`; undefined if it goes on. */
export function closingMark(line: string, modes: readonly Mode[], at: number): number | undefined {
	const reader = new Reader(line, modes, 0, "marks");
	let depth: number | undefined;
	for (;;) {
		const before = reader.modes.length;
		const step = reader.next();
		if (!step) return undefined;
		if (step.start >= at) depth ??= before;
		if (depth !== undefined && reader.modes.length < depth) return step.start;
	}
}

/** Characters before a cursor that are read: some thousand lines. What began further up is missed. */
const maxLength = 64_000;

/** A long text is read from a line on that seems to be in nothing: one at the margin after a blank one. */
export function windowBefore(before: string): string {
	if (before.length <= maxLength) return before;
	const window = before.slice(-maxLength);
	const start = /\n\s*\n(?=[\p{L}_@#$])/u.exec(window);
	return start ? window.slice(start.index + start[0].length) : window.slice(window.indexOf("\n") + 1);
}

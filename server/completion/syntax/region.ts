/** Tells comments and strings from code, by each language's notation: no grammar, so that it may be wrong for a line. */
import type { Region } from "./notation/mode";
import { notationOf } from "./notation/notationOf";
import { regionAtEnd } from "./scan";

/** What the position after `before` is in. Of a language that is not known everything is code. */
export function regionAt(before: string, languageId: string): Region {
	const notation = notationOf(languageId);
	return notation ? regionAtEnd(windowBefore(before), [notation]) : "code";
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

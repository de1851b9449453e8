/** The part of a completion's prompt that stays as it is while the user types on, so that the KV cache keeps it. */
import type { RelatedCode } from "../protocol/runs";
import type { Place } from "./place";

/**
 * A window of the document around the line in which the user began to type. What is typed from the start of that line on
 * is not in it: the model is taken to have written it already, at the end of the prompt.
 */
export interface Frame {
	readonly uri: string;
	/** As shown to the model: relative to the workspace where possible. */
	readonly path: string;
	readonly languageId: string;
	/** The document's text from the start of a line to the start of the line where the frame was made; ends in a line end or is empty. */
	readonly before: string;
	/** The document's text from where the cursor was, without closing marks that end its line, to the end of a line. */
	readonly after: string;
	/** Code from elsewhere, the most relevant first. */
	readonly related: readonly RelatedCode[];
}

/** Tokens that the parts of a frame may take. */
export interface FrameBudget {
	readonly before: number;
	readonly after: number;
	readonly related: number;
}

/** How many tokens each text has for the model. */
export type CountTokens = (texts: readonly string[]) => Promise<readonly number[]>;

/** The more is typed, the further is the code after the cursor from the cursor's place in the prompt. */
const maxTypedLines = 24;
/** As many lines have about so many characters. */
export const maxTypedCharacters = 1500;

/**
 * What has been typed since the frame was made, from its anchor to the cursor. Undefined where the frame does not fit the
 * place, or is too far from it by now; then a new one is due. The document may have changed above the window.
 */
export function typedSince(frame: Frame, { uri, before, after }: Place): string | undefined {
	if (uri !== frame.uri || !goesOn(after, frame.after)) return undefined;
	const earliest = earliestAnchor(before);
	// An empty window is that of the document's first line.
	if (frame.before === "") return earliest === 0 ? before : undefined;
	// The first of several places where the window could be, so that typing the same again and again does not move it.
	const start = before.indexOf(frame.before, Math.max(0, earliest - frame.before.length));
	return start < 0 ? undefined : before.slice(start + frame.before.length);
}

/** Where an anchor can be, at most so far before the cursor. */
function earliestAnchor(before: string): number {
	const near = before.slice(-maxTypedCharacters);
	let at = near.length;
	for (let lines = 0; lines <= maxTypedLines && at >= 0; lines++) at = at === 0 ? -1 : near.lastIndexOf("\n", at - 1);
	return before.length - near.length + at + 1;
}

/** Closing characters, tags and comment ends, and the line breaks before them, that an editor inserts by itself after the cursor. */
const inserted = /[)\]}>'"`]|<\/[\w.:-]*>| ?\*\/|\n[ \t]*(?=[)\]}>'"`]|<\/|\*\/)/y;
/** Four nested brackets, each closed on a line of its own. */
export const maxInserted = 8;

function goesOn(after: string, expected: string): boolean {
	let at = 0;
	for (let count = 0; count <= maxInserted; count++) {
		// Without a text to expect, the cursor was at the document's end.
		if (expected === "" ? at === after.length : after.startsWith(expected, at)) return true;
		inserted.lastIndex = at;
		if (!inserted.test(after)) return false;
		at = inserted.lastIndex;
	}
	return false;
}

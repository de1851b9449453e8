import type { Position } from "vscode-languageserver-protocol";
import type { ContentChange } from "../../../extension/proposal/lineSplice";

/** Repeatable numbers in [0, 1): mulberry32. */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A whole number from `from` to `to`, both included. */
export function between(random: () => number, from: number, to: number): number {
	return from + Math.floor(random() * (to - from + 1));
}

/** A text with a change done, computed by offsets alone: the judge of everything that counts in lines. */
export function changedText(text: string, { range, text: inserted }: ContentChange): string {
	return text.slice(0, offsetAt(text, range.start)) + inserted + text.slice(offsetAt(text, range.end));
}

function offsetAt(text: string, { line, character }: Position): number {
	const lines = text.split(/(?<=\n)/);
	return lines.slice(0, line).join("").length + character;
}

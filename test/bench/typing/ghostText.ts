/** What an editor shows of inline completions: it stays while what it says is typed, and goes when something else is. */
import type { Edit } from "./editedText";

export interface GhostText {
	readonly id: string;
	/** From the cursor on. */
	readonly text: string;
	/** Characters after the cursor that it takes the place of. */
	readonly replaced: number;
	/** Milliseconds. */
	readonly shownAt: number;
}

/** What is left of it after an edit at the cursor. */
export function afterEdit(ghost: GhostText, { start, text }: Edit, cursor: number): GhostText | undefined {
	const isOnwards = start === cursor;
	const left = ghost.text.slice(text.length);
	return isOnwards && left !== "" && ghost.text.startsWith(text) ? { ...ghost, text: left } : undefined;
}

/** How many characters of it are as what is going to be typed. */
export function agreeing({ text }: GhostText, rest: string | undefined): number {
	if (rest === undefined) return 0;
	let length = 0;
	while (length < text.length && text[length] === rest[length]) length++;
	return length;
}

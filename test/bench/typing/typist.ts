/** Which key somebody presses next who has a text in mind. */
import type { EditedText, Key } from "./editedText";

/** A text that is to be typed between two that are there. */
export interface Stretch {
	readonly before: string;
	readonly text: string;
	readonly after: string;
}

/** The next key towards the stretch; undefined: it is done. */
export function nextKey({ before, text, after }: Stretch, edited: EditedText): Key | undefined {
	const typed = edited.before.slice(before.length);
	if (text.startsWith(typed)) return keyAt(text.slice(typed.length), edited, after);
	const start = typed.lastIndexOf("\n") + 1;
	const indent = typed.slice(start);
	if (!text.startsWith(typed.slice(0, start)) || indent.trim() !== "") return { kind: "backspace" };
	return indentKey(text.slice(start), indent);
}

/** What is left to be typed, as far as what is typed is right. */
export function restOf({ before, text }: Stretch, edited: EditedText): string | undefined {
	const typed = edited.before.slice(before.length);
	return text.startsWith(typed) ? text.slice(typed.length) : undefined;
}

function keyAt(rest: string, { after, before, inserted }: EditedText, wantedAfter: string): Key | undefined {
	if (rest === "")
		return after === wantedAfter ? undefined : { kind: "delete", length: after.length - wantedAfter.length };
	const [, space = "", indent = ""] = /^(\n?([ \t]*))/.exec(rest) ?? [];
	if (space.startsWith("\n")) {
		const length = sameLength(inserted, rest);
		return length > space.length ? { kind: "move", length } : { kind: "enter" };
	}
	const isAtLineStart = before === "" || before.endsWith("\n");
	return { kind: "character", text: isAtLineStart && indent ? indent : rest.slice(0, 1) };
}

/** On a line that has more or less white space than it should have. */
function indentKey(wantedLine: string, indent: string): Key {
	if (/^[ \t]*\n/.test(wantedLine)) return { kind: "enter" };
	const wanted = /^[ \t]*/.exec(wantedLine)?.[0] ?? "";
	return wanted.startsWith(indent) ? { kind: "character", text: wanted.slice(indent.length) } : { kind: "backspace" };
}

function sameLength(one: string, other: string): number {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length++;
	return length;
}

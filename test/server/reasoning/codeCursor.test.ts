import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { CodeCursor } from "../../../server/reasoning/codeCursor";

/** The text with each character after which the cursor is in code replaced by `#`; line breaks stay. */
function mark(text: string): string {
	const cursor = new CodeCursor();
	return Array.from(text, (character) => {
		cursor.read(character);
		return cursor.isInCode && character !== "\n" ? "#" : character;
	}).join("");
}

suite("CodeCursor", () => {
	for (const { name, text, expected } of [
		{ name: "prose is no code", text: "It's fine.\n\n- So *is* this.", expected: "It's fine.\n\n- So *is* this." },
		{ name: "a code span begins with its mark and ends with it", text: "a `b` c", expected: "a ##` c" },
		{ name: "a longer span may hold a backquote", text: "a ``b ` c`` d", expected: "a ########` d" },
		{ name: "a span ends with its line", text: "the ` key\nis fine", expected: "the #####\nis fine" },
		{
			name: "a block begins with its marks and ends after its closing line",
			text: "a\n```ts\nb\n```\nc",
			expected: "a\n#####\n#\n###\nc",
		},
		{ name: "tildes do so too", text: "~~~\n```\n~~~\nc", expected: "~~#\n###\n###\nc" },
		{ name: "a block may stand in a list", text: "1. ```ts\n   b\n   ```\nc", expected: "1. #####\n####\n######\nc" },
		{ name: "a longer block may hold a shorter one", text: "````\n```\n````\nc", expected: "####\n###\n####\nc" },
		{ name: "backquotes in an info string are a span's", text: "```a``` b\nc", expected: "######` b\nc" },
		{ name: "a block that is not closed goes on", text: "```\na\n\nb `c", expected: "###\n#\n\n####" },
	]) {
		test(name, () => equal(mark(text), expected));
	}
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Splitter } from "../../../server/reasoning/splitter";

/** Ids of tokens; all text has one. */
const ids = { text: 1, "<think>": 2, "</think>": 3, "<user>": 4 };
const marks = { open: 2, close: 3, isControl: (token: number) => token === 4 };

type Piece = string;
interface Split {
	readonly thought: string;
	readonly answer: string;
	readonly stray: number;
}

/** Each piece is a token: a mark if it is written like one in {@link ids}, else text. */
function split(pieces: readonly Piece[]): Split {
	const splitter = new Splitter(marks);
	const texts = { thought: "", answer: "" };
	let tokens = 0;
	for (const piece of pieces) {
		const { channel, text, tokens: count } = splitter.push(idOf(piece), piece);
		texts[channel] += text;
		tokens += count;
	}
	assert.equal(tokens, pieces.length, "every token is counted once");
	return { ...texts, stray: splitter.strayTokens };
}

function idOf(piece: Piece): number {
	return piece in ids ? ids[piece as keyof typeof ids] : ids.text;
}

/** `text` cut in every way there is. */
function* chunkings(text: string): Generator<string[]> {
	yield [text];
	for (let at = 1; at < text.length; at++) {
		for (const rest of chunkings(text.slice(at))) yield [text.slice(0, at), ...rest];
	}
}

const stream = [
	"\n",
	"Okay, so I need to find the bug in `addPoints`.",
	"\n\n",
	"Look at line 3: `i <= points.length`.",
	"\n",
	"\n",
	"</think>",
	"\n\n",
	"The loop goes one step too far:\n\n```typescript\n",
	"  for (const point of points) {\n    total += point; // <think> is text here\n  }\n",
	"```\n",
];
const streamSplit = {
	thought: "Okay, so I need to find the bug in `addPoints`.\n\nLook at line 3: `i <= points.length`.",
	answer:
		"The loop goes one step too far:\n\n```typescript\n" +
		"  for (const point of points) {\n    total += point; // <think> is text here\n  }\n```",
	stray: 0,
};

const cases: Readonly<Record<string, readonly [pieces: readonly Piece[], expected: Split]>> = {
	"the first closing mark ends the thought": [["a", "</think>", "b"], { thought: "a", answer: "b", stray: 0 }],
	"blank lines around thought and answer belong to neither": [stream, streamSplit],
	"the first line of an answer keeps its indentation": [
		["a", "</think>", "\n", " \n", "\t", "\treturn 1;"],
		{ thought: "a", answer: "\t\treturn 1;", stray: 0 },
	],
	"a thought that is never closed has no answer": [["a", " b"], { thought: "a b", answer: "", stray: 0 }],
	"an empty thought is empty": [["\n", "</think>", "\n\n", "a"], { thought: "", answer: "a", stray: 0 }],
	"a mark that is spelled in text is text": [
		["a </th", "ink> b", "</think>", "c </thi", "nk> d"],
		{ thought: "a </think> b", answer: "c </think> d", stray: 0 },
	],
	"a second closing mark before the answer begins is dropped": [
		["a", "</think>", "\n", "</think>", "\n\n", "b"],
		{ thought: "a", answer: "b", stray: 0 },
	],
	"a closing mark within the answer is stray and no text": [
		["a", "</think>", "b", "</think>", "c"],
		{ thought: "a", answer: "bc", stray: 1 },
	],
	"an opening mark at the beginning of the thought is dropped": [
		["<think>", "\n", "a", "</think>", "b"],
		{ thought: "a", answer: "b", stray: 0 },
	],
	"an opening mark in the answer opens the thought again, as a paragraph of its own": [
		["a", "\n", "</think>", "b ", "<think>", "c", "</think>", "d"],
		{ thought: "a\n\nc", answer: "b d", stray: 0 },
	],
	"a thought that is opened for the first time after an empty one begins at its beginning": [
		["</think>", "\n", "<think>", "\na", "</think>", "\nb"],
		{ thought: "a", answer: "b", stray: 0 },
	],
	"another special token in the answer is stray and no text": [
		["a", "</think>", "b", "<user>", "c", "<user>"],
		{ thought: "a", answer: "bc", stray: 2 },
	],
	"another special token in the thought is no text": [
		["a", "<user>", "b", "</think>", "c"],
		{ thought: "ab", answer: "c", stray: 0 },
	],
};

suite("Splitter", () => {
	for (const [name, [pieces, expected]] of Object.entries(cases)) {
		test(name, () => assert.deepEqual(split(pieces), expected));
	}

	test("gives the same under every chunking of a short stream", () => {
		const expected = { thought: " a\n\nb", answer: "\tc\n\nd", stray: 0 };
		let count = 0;
		for (const thought of chunkings("\n a\n\nb\n\n")) {
			for (const answer of chunkings("\n\n\tc\n\nd\n")) {
				assert.deepEqual(split([...thought, "</think>", ...answer]), expected);
				count++;
			}
		}
		assert.equal(count, 2 ** 6 * 2 ** 8);
	});

	for (const size of [1, 2, 3, 5, 8]) {
		test(`gives the same when a recorded stream comes ${size} characters at a time`, () => {
			const pieces = stream.flatMap((piece) =>
				idOf(piece) === ids.text ? (piece.match(new RegExp(`.{1,${size}}`, "gs")) ?? []) : [piece],
			);
			assert.deepEqual(split(pieces), streamSplit);
		});
	}

	test("gives each text as soon as something visible follows the white space before it", () => {
		const splitter = new Splitter(marks);
		const texts = ["a", " ", "b", "\n", "\n", "c"].map((piece) => splitter.push(ids.text, piece).text);
		assert.deepEqual(texts, ["a", "", " b", "", "", "\n\nc"]);
	});
});

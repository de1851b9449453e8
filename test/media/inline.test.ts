import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { InlineParser, type Piece } from "../../media/reasoning/inline";

/** Pieces as one string: code in ‹›, a block in «language|lines». */
function parse(chunks: readonly string[]): string {
	const parser = new InlineParser();
	const pieces = [...chunks.flatMap((chunk) => parser.append(chunk)), ...parser.finish()];
	return pieces.map(write).join("");
}

function write(piece: Piece): string {
	switch (piece.kind) {
		case "text":
			return piece.text;
		case "code":
			return `‹${piece.text}›`;
		case "blockStart":
			return `«${piece.language}|`;
		case "block":
			return piece.text;
		default:
			return piece satisfies never;
	}
}

const cases: readonly { readonly name: string; readonly text: string; readonly expected: string }[] = [
	{ name: "text is given as it is", text: "It adds up.", expected: "It adds up." },
	{ name: "back-ticks make code", text: "`i` reaches `a.length`.", expected: "‹i› reaches ‹a.length›." },
	{ name: "a back-tick without a second one is text", text: "a ` b", expected: "a ` b" },
	{ name: "a span does not go over a line's end", text: "a `b\nc` d", expected: "a `b\nc` d" },
	{
		name: "a span is not longer than code within a line is",
		text: `\`${"x".repeat(300)}\``,
		expected: `\`${"x".repeat(300)}\``,
	},
	{ name: "two back-ticks hold one", text: "``a`b`` c", expected: "‹a`b› c" },
	{ name: "a span of two is not closed by one", text: "``a` b", expected: "``a` b" },
	{ name: "an empty pair is text", text: "`` and", expected: "`` and" },
	{ name: "line ends within a step are kept", text: "a\n\nb", expected: "a\n\nb" },
	{ name: "line ends around a step are dropped", text: "\n\na\n\n", expected: "a" },
	{
		name: "a fence makes a block",
		text: "So:\n```ts\nlet a;\n\nlet b;\n```\nDone.",
		expected: "So:«ts|let a;\n\nlet b;Done.",
	},
	{ name: "back-ticks in a block are its own", text: "```\na `b` ``c\n```", expected: "«|a `b` ``c" },
	{ name: "an indented fence makes a block", text: "- a\n  ```py\n  x\n  ```", expected: "- a«py|  x" },
	{ name: "a block that is not closed goes to the end", text: "```js\na\nb", expected: "«js|a\nb" },
	{ name: "three back-ticks within a line are a span", text: "a ```b``` c", expected: "a ‹b› c" },
	{ name: "a span of three at a line's start is no fence", text: "```b``` c", expected: "‹b› c" },
	{ name: "HTML is text", text: '<img src=x onerror="alert(1)">', expected: '<img src=x onerror="alert(1)">' },
];

suite("code within a step", () => {
	for (const { name, text, expected } of cases) {
		test(name, () => assert.equal(parse([text]), expected));

		test(`${name}, character by character`, () => assert.equal(parse([...text]), expected));

		test(`${name}, cut in two anywhere`, () => {
			for (let at = 0; at <= text.length; at++) {
				assert.equal(parse([text.slice(0, at), text.slice(at)]), expected, `cut at ${at}`);
			}
		});
	}

	test("text is not held back behind what is decided", () => {
		const parser = new InlineParser();
		assert.deepEqual(parser.append("It adds up `pri"), [{ kind: "text", text: "It adds up " }]);
		assert.deepEqual(parser.append("ces` and"), [
			{ kind: "code", text: "prices" },
			{ kind: "text", text: " and" },
		]);
	});
});

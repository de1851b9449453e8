import assert from "node:assert/strict";
import { suite, test } from "node:test";
import MarkdownIt from "markdown-it";
import { fenced, inlineCode, quoted } from "../../../extension/history/markdownText";

const hostile = [
	"plain",
	"a\n```\nb",
	"````ts\ncode\n`````\n",
	"~~~",
	"`",
	"``a``",
	" ` ",
	"# heading",
	"<!-- open",
	"",
];

/** What Markdown sees at the top level. */
function blocks(markdown: string): readonly string[] {
	return new MarkdownIt({ html: true })
		.parse(markdown, {})
		.filter(({ level, nesting }) => level === 0 && nesting > 0)
		.map(({ type }) => type);
}

suite("text in a Markdown document", () => {
	for (const text of hostile) {
		test(`stays inside its code block: ${JSON.stringify(text)}`, () => {
			const [token, ...rest] = new MarkdownIt().parse(`${fenced(text, "ts")}\n\nafter`, {});
			assert.equal(token?.content, `${text}\n`);
			assert.equal(token?.info, "ts");
			assert.deepEqual(
				rest.map(({ type }) => type),
				["paragraph_open", "inline", "paragraph_close"],
			);
		});

		test(`stays inside its quotation: ${JSON.stringify(text)}`, () => {
			assert.deepEqual(blocks(`${quoted(text)}\n\nafter`), ["blockquote_open", "paragraph_open"]);
		});

		test(`is one piece of code in a line: ${JSON.stringify(text)}`, () => {
			const [, inline] = new MarkdownIt().parse(`a ${inlineCode(text)} b`, {});
			const codes = inline?.children?.filter(({ type }) => type === "code_inline") ?? [];
			assert.deepEqual(
				codes.map(({ content }) => content.trim()),
				text === "" ? [] : [text.replace(/\s+/g, " ").trim()],
			);
		});
	}

	test("names a language that cannot break its fence", () => {
		assert.equal(fenced("x", "ts`\n# a"), "```ts#a\nx\n```");
	});
});

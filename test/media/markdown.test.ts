import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { MarkdownStream, proseHtml } from "../../media/reasoning/markdown";
import { editRun, explainRun } from "./runs";

function stream(chunks: readonly string[]): string {
	const markdown = new MarkdownStream();
	return chunks.map((chunk) => markdown.append(chunk).completed).join("") + markdown.finish();
}

/** The block that is being written after each chunk, as `kind: text or HTML`. */
function openBlocks(chunks: readonly string[]): readonly string[] {
	const markdown = new MarkdownStream();
	return chunks.map((chunk) => {
		const { open } = markdown.append(chunk);
		return open === null ? "" : open.kind === "code" ? `code: ${open.text}` : `html: ${open.html.trim()}`;
	});
}

suite("an answer as Markdown", () => {
	const texts = {
		"an explanation": explainRun.answer,
		"an edit": editRun.answer,
		"a heading by underline": "Title\n---\ntext\n- a\n- b\n\n  more\n\n> quote\n> on\n\n***\nend",
		"fences in lists": "1. a\n   ```ts\n   let a = 1;\n\n   let b;\n   ```\n2. b\n\n~~~\nx\n~~~\n",
		"Windows line ends": "a\r\n\r\n- b\r\n- c\r\n",
	};
	for (const [name, text] of Object.entries(texts)) {
		const whole = stream([text]);

		test(`${name} is the same however it is cut`, () => {
			assert.equal(stream([...text]), whole);
			for (let size = 2; size < 12; size++) {
				assert.equal(stream(text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? []), whole);
			}
		});
	}

	test("a block is given out when the next begins, and never again", () => {
		const markdown = new MarkdownStream();
		assert.equal(markdown.append("One.\n\n").completed, "");
		assert.equal(markdown.append("Two.").completed, "<p>One.</p>\n");
		assert.equal(markdown.append("\n\n# Three").completed, "<p>Two.</p>\n");
		assert.equal(markdown.finish(), "<h1>Three</h1>\n");
	});

	test("code is plain while it is written and coloured once it is closed", () => {
		assert.deepEqual(openBlocks(["```ts\nlet", " a;\n", "``", "`\n"]), [
			"code: let",
			"code: let a;\n",
			"code: let a;\n``",
			'html: <pre><code class="language-ts"><span class="hljs-keyword declaring">let</span> <span class="hljs-variable">a</span>;\n</code></pre>',
		]);
	});

	const inert = {
		"HTML is text": ['<img src=x onerror="alert(1)">', /^<p>&lt;img/],
		"a script's address makes no link": ["[a](javascript:alert(1))", /^<p>\[a\]\(javascript/],
		"a data address makes no link": ["[a](data:text/html,x)", /^<p>\[a\]\(data/],
		"a command's address makes no link": ["[a](command:workbench.action.quit)", /^<p>\[a\]\(command/],
		"a picture is not fetched": [
			"![a](https://example.org/x.png)",
			/^<p>!<a href="https:\/\/example\.org\/x\.png">a<\/a><\/p>$/,
		],
	} as const;
	for (const [name, [text, expected]] of Object.entries(inert)) {
		test(name, () => assert.match(stream([text]).trim(), expected));
	}

	test("the prose of an edit is what is not code", () => {
		assert.equal(proseHtml(editRun.answer), "<p>The loop ran one step too far.</p>");
	});

	test("an answer of nothing but code has no prose", () => {
		assert.equal(proseHtml("```ts\nlet a;\n```\n"), "");
	});
});

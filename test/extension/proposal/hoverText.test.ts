import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { diffText, proseToMarkdown } from "../../../extension/proposal/hoverText";

suite("A hunk's diff", () => {
	test("has the old lines before the new ones", () => {
		assert.equal(diffText(["a", "b"], ["c"]), "- a\n- b\n+ c");
	});

	test("leaves out the indentation that all lines share, not counting blank ones", () => {
		assert.equal(diffText(["\t\tif (x) {", "", "\t\t}"], ["\t\t\treturn;"]), "- if (x) {\n- \n- }\n+ \treturn;");
	});

	test("keeps indentation that is written differently", () => {
		assert.equal(diffText(["  a"], ["\ta"]), "-   a\n+ \ta");
	});

	test("says how many lines are left out of a long one", () => {
		const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
		assert.match(diffText(lines, []), /- line 23\n… 6 more lines$/);
	});
});

suite("A step's text", () => {
	const cases: [name: string, text: string, markdown: string][] = [
		["keeps code spans", "the `i <= n` is", "the `i <= n` is"],
		["has no links", "[x](command:y)", "\\[x\\]\\(command\\:y\\)"],
		["has no HTML", "<b>", "\\<b\\>"],
		["has no address that becomes a link", "http://x", "http\\:\\/\\/x"],
		["has no markup that its line breaks begin", "a\n- b\n\n# c", "a \\- b \\# c"],
		["is not code after a single backquote", "a ` b", "a \\` b"],
	];
	for (const [name, text, markdown] of cases) {
		test(name, () => assert.equal(proseToMarkdown(text), markdown));
	}

	test("ends when it is long", () => {
		assert.equal(proseToMarkdown("word ".repeat(200)).at(-1), "…");
	});
});

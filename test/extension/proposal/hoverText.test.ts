import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { diffText, proseToMarkdown, whysToMarkdown } from "../../../extension/proposal/hoverText";
import type { Why } from "../../../extension/proposal/why";

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

	const telling: [name: string, text: string, words: string[], markdown: string][] = [
		["is bold where it names the change", "the last index.", ["last"], "the **last** index\\."],
		["is not bold where it has only a part of it", "at lasting", ["last"], "at lasting"],
		["is bold as a code span", "so `i <= n` is", ["<="], "so **`i <= n`** is"],
		["is not bold as a code span that has only a part of it", "so `i <= n` is", ["<"], "so `i <= n` is"],
		["is not bold where asterisks would not make it so", "the`x`s", ["x"], "the`x`s"],
		["is bold in its longest words", "return total now", ["total", "return total"], "**return total** now"],
		["is no pattern", "a (b", ["(b"], "a **\\(b**"],
	];
	for (const [name, text, words, markdown] of telling) {
		test(name, () => assert.equal(proseToMarkdown(text, words), markdown));
	}
});

suite("The steps behind a hunk", () => {
	const cited: Why = {
		step: 1,
		title: "step 2",
		kind: "Inspect",
		isInferred: false,
		text: "It is one.",
		telling: ["one"],
	};
	const inferred: Why = { ...cited, title: "step 2 (inferred)", isInferred: true, telling: [] };
	const markdown = (...whys: Why[]) => whysToMarkdown(whys, (step) => `command:why?${step}`).split("\n\n");

	test("stand under links to them", () => {
		assert.deepEqual(markdown(cited, { ...cited, step: 3, title: "step 4", kind: "Decide" }), [
			"**[Why: step 2](command:why?1)** · Inspect",
			"It is **one**\\.",
			"**[Also: step 4](command:why?3)** · Decide",
			"It is **one**\\.",
			"",
		]);
	});

	test("look otherwise where they are guessed", () => {
		assert.deepEqual(markdown(inferred), ["*[Why: step 2 (inferred)](command:why?1)* · Inspect", "It is one\\.", ""]);
	});

	test("end when they are long, the first one later", () => {
		const long = { ...cited, text: "word ".repeat(200) };
		const [, first = "", , second = ""] = markdown(long, long);
		assert.deepEqual([first.at(-1), second.at(-1)], ["…", "…"]);
		assert.ok(first.length > 500 && second.length < 300);
	});
});

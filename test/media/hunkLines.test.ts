import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { cutTokens, highlightHtml, tokenLines } from "../../media/reasoning/highlight";
import { hunkLines } from "../../media/reasoning/hunkLines";

/** A hunk's card: a sign and a line each, with what differs in brackets. */
function card(oldLines: readonly string[], newLines: readonly string[]): readonly string[] {
	return hunkLines({ index: 0, oldStart: 0, oldLines, newStart: 0, newLines }).map(({ kind, text, from, to }) => {
		const marked = from < to ? `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}` : text;
		return `${kind === "added" ? "+" : "-"}${marked}`;
	});
}

suite("the lines of a hunk", () => {
	test("what differs is marked", () => {
		assert.deepEqual(card(["a = first;"], ["a = second;"]), ["-a = [first];", "+a = [second];"]);
	});
	test("a part of a word marks the word", () => {
		assert.deepEqual(card(["return total;"], ["return totals;"]), ["-return total;", "+return [totals];"]);
	});
	test("what is only added is marked where it stands", () => {
		assert.deepEqual(card(["return f(a)"], ["return await f(a)"]), ["-return f(a)", "+return [await ]f(a)"]);
	});
	test("lines that have little in common are not compared", () => {
		assert.deepEqual(card(["let a = 1;"], ["throw new Error(text);"]), ["-let a = 1;", "+throw new Error(text);"]);
	});
	test("sides of different length are not compared", () => {
		assert.deepEqual(card(["a"], ["a", "b"]), ["-a", "+a", "+b"]);
	});
	test("indentation that all lines share is left out", () => {
		assert.deepEqual(card(["\t\tif (a) {", "\t\t\tb();"], []), ["-if (a) {", "-\tb();"]);
	});
	test("an empty line has no say in the indentation", () => {
		assert.deepEqual(card(["    a", "", "      b"], []), ["-a", "-", "-  b"]);
	});
	test("tabs and spaces are no shared indentation", () => {
		assert.deepEqual(card(["\ta"], ["    a"]), ["-[\t]a", "+[    ]a"]);
	});
});

suite("highlighted code", () => {
	/** Text of the tokens that have a class, by class. */
	const classes = (line: string, language: string) =>
		tokenLines([line], language)[0]
			?.filter((it) => it.classes !== "")
			.map((it) => `${it.text}:${it.classes}`);

	test("words have the kinds that editors colour", () => {
		assert.deepEqual(classes("const a = f(b) // c", "ts"), [
			"const:hljs-keyword declaring",
			"a:hljs-variable",
			"f:hljs-title function_",
			"b:hljs-variable",
			"// c:hljs-comment",
		]);
	});
	test("what is written in HTML's signs comes back as it was", () => {
		const code = ["if (a < b && c > \"d\") { e = '<img>' }"];
		assert.equal(
			tokenLines(code, "js")[0]
				?.map(({ text }) => text)
				.join(""),
			code[0],
		);
	});
	test("code in a language that is not known is plain", () => {
		assert.deepEqual(tokenLines(["<b>"], "none"), [[{ text: "<b>", classes: "" }]]);
		assert.equal(highlightHtml("<b>", "none"), null);
	});
	test("a comment of many lines is coloured in each of them", () => {
		const kinds = tokenLines(["/* a", "b */ c"], "ts").map((line) => line.map((it) => it.classes));
		assert.deepEqual(kinds, [["hljs-comment"], ["hljs-comment", "", "hljs-variable"]]);
	});
	test("an empty line is a line", () => assert.equal(tokenLines(["a", "", "b"], "ts").length, 3));
	test("HTML from code is escaped", () => {
		assert.equal(highlightHtml("<script>", "diff"), "&lt;script&gt;");
	});
	test("tokens are cut where a change begins and ends", () => {
		const tokens = cutTokens(
			[
				{ text: "abcd", classes: "x" },
				{ text: "ef", classes: "y" },
			],
			1,
			5,
		);
		assert.deepEqual(
			tokens.map(({ text }) => text),
			["a", "bcd", "e", "f"],
		);
	});
});

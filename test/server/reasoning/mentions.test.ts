import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import { mentionsIn } from "../../../server/reasoning/mentions";

const codeIn = (text: string) => mentionsIn(text).code.map((mention) => mention.text);
const linesIn = (text: string) =>
	mentionsIn(text).lines.map(({ first, last }) => (first === last ? first : [first, last]));
const words = (text: string) => mentionsIn(text).prose.split(/\s+/).filter(Boolean).join(" ");

suite("code that a step quotes", () => {
	for (const [text, expected] of [
		["I should use `<=` instead of `<`.", ["<=", "<"]],
		["The call ``f(`x`)`` is wrong.", ["f(`x`)"]],
		['The variable "total" starts at 0.', ["total"]],
		["The variable 'total' isn't reset, so it's wrong.", ["total"]],
		["It doesn't matter that it's the caller's.", []],
		["The “sum” is off by one.", ["sum"]],
		["An empty `` is nothing.", []],
		["A lone ` is nothing.", []],
	] as const) {
		test(text, () => deepEqual(codeIn(text), expected));
	}

	test("a call without arguments is found with any, and a statement without its end", () => {
		deepEqual(
			mentionsIn("`sum()` and `return x;`").code.map((mention) => mention.tokens),
			[["sum"], ["return", "x"]],
		);
	});

	test("fenced code is apart, line by line", () => {
		const mentions = mentionsIn("Like this:\n```js\nreturn total;\n\n}\n```\nwith `total` fixed.");
		deepEqual(
			mentions.fenced.map((mention) => mention.text),
			["return total", "}"],
		);
		deepEqual(
			mentions.code.map((mention) => mention.text),
			["total"],
		);
	});

	test("fenced code may be left unclosed", () => {
		deepEqual(
			mentionsIn("Like this:\n```\nreturn total;").fenced.map((mention) => mention.text),
			["return total"],
		);
	});
});

suite("lines that a step counts", () => {
	for (const [text, expected] of [
		["Look at line 3: it is wrong.", [3]],
		["Line 2 says so.", [2]],
		["On lines 3 and 5 it is used.", [3, 5]],
		["Lines 2, 4, and 7.", [2, 4, 7]],
		["lines 3-5 are a loop", [[3, 5]]],
		["lines 3 to 5 are a loop", [[3, 5]]],
		["lines 3–5 and 9", [[3, 5], 9]],
		["line #4", [4]],
		["The outline 3 is no line, nor is a line of 3.", []],
		["3 lines", []],
	] as const) {
		test(text, () => deepEqual(linesIn(text), expected));
	}

	test("they keep the words of the step", () => {
		deepEqual(
			mentionsIn("See lines 3 and 5, both.").lines.map((mention) => mention.text),
			["lines 3 and 5", "lines 3 and 5"],
		);
	});
});

test("prose is what is neither code nor a count, at its own offsets", () => {
	const text = "On line 3 `i <= n` goes one too far";
	deepEqual(words(text), "On goes one too far");
	deepEqual(mentionsIn(text).prose.indexOf("goes"), text.indexOf("goes"));
});

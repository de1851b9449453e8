import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { TokenIndex, tokensOf } from "../../../server/reasoning/code";

const tokens = (text: string) => tokensOf(text).map((token) => token.text);

function linesWith(lines: string[], span: string): number[] {
	return new TokenIndex(lines).linesWith(tokens(span));
}

suite("tokens of code", () => {
	for (const [text, expected] of [
		["i <= prices.length;", ["i", "<=", "prices", ".", "length", ";"]],
		["a===b", ["a", "===", "b"]],
		["x!==y", ["x", "!==", "y"]],
		["n => n**2", ["n", "=>", "n", "**", "2"]],
		["a?.b ?? c", ["a", "?.", "b", "??", "c"]],
		["total+=1.5", ["total", "+=", "1.5"]],
		["$el_1 größe", ["$el_1", "größe"]],
		["f(...args)", ["f", "(", "...", "args", ")"]],
		["std::vec -> x", ["std", "::", "vec", "->", "x"]],
		['"open"', ['"', "open", '"']],
		["  ", []],
	] as const) {
		test(`${JSON.stringify(text)} has ${expected.length}`, () => deepEqual(tokens(text), expected));
	}

	test("they keep their offsets", () => {
		const text = "a  <= bc";
		deepEqual(
			tokensOf(text).map((token) => text.slice(token.start, token.end)),
			["a", "<=", "bc"],
		);
	});
});

suite("lines that contain a sequence of tokens", () => {
	const lines = ["for (let i = 0; i <= n; i++) {", "  if (i < max) {", "    sum += i", "i<=n"];
	for (const [span, expected] of [
		["i", [0, 1, 2, 3]],
		["i <= n", [0, 3]],
		["i<=n", [0, 3]],
		["i < n", []],
		["f", []],
		["su", []],
		["i++", [0]],
		["", []],
	] as const) {
		test(`${JSON.stringify(span)} is in ${expected.length}`, () => deepEqual(linesWith(lines, span), expected));
	}

	test("a sequence does not go on over the end of a line", () => equal(linesWith(["a", "b"], "a b").length, 0));

	test("a name of the object prototype is a token as any other", () => {
		deepEqual(linesWith(["x.constructor()"], "constructor"), [0]);
		deepEqual(linesWith(["x.y()"], "constructor"), []);
	});
});

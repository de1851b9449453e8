import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { makeHunks } from "../../../server/edit/hunks";
import { TokenIndex, tokensOf } from "../../../server/reasoning/code";
import { HunkTokens } from "../../../server/reasoning/hunkTokens";

/** The tokens of the first hunk between two versions of code that begins at line 10 of its document. */
function hunkTokens(before: string, after: string): HunkTokens {
	const code = { firstLine: 10, lines: before.split("\n") };
	const [hunk] = makeHunks(before, after, 10);
	ok(hunk);
	return new HunkTokens(hunk, new TokenIndex(code.lines), code);
}

const sequence = (text: string) => tokensOf(text).map((token) => token.text);

suite("what a hunk changes", () => {
	const loop = hunkTokens("let n = 0;\nfor (i = 0; i <= n; i++) {", "let n = 0;\nfor (i = 0; i < n; i++) {");
	const added = hunkTokens("let n = 0;\nuse(n);", "let n = 0;\nreturn n;\nuse(n);");
	for (const [tokens, text, expected] of [
		[loop, "<=", "changed"],
		[loop, "<", "changed"],
		[loop, "i <= n", "changed"],
		[loop, "i < n", "changed"],
		[loop, "for", "unchanged"],
		[loop, "i++", "unchanged"],
		[loop, "let", undefined],
		[loop, "n <= i", undefined],
		[added, "return n", "changed"],
		[added, "n", "reused"],
		[added, "use", undefined],
	] as const) {
		test(`${JSON.stringify(text)}: ${expected}`, () => equal(tokens.find(sequence(text))?.place, expected));
	}

	test("of a rewrite beyond measure is all of it", () => {
		const lines = (name: string) => Array.from({ length: 800 }, (_, at) => `${name}${at}`).join(" ");
		equal(hunkTokens(`same ${lines("a")}`, `same ${lines("b")}`).find(["same"])?.place, "changed");
	});
});

suite("how rare a sequence is", () => {
	const code = "x = 1\nx = y\nx = 2\nx = y + z";
	const tokens = hunkTokens(code, code.replace("y + z", "y - z"));
	test("1 for what only the hunk has", () =>
		deepEqual(
			["z", "+", "-"].map((it) => tokens.rarity([it])),
			[1, 1, 1],
		));
	test("0 for what every line has", () => equal(tokens.rarity(["x", "="]), 0));
	test("between for what some other line has", () => ok(tokens.rarity(["y"]) > 0.2 && tokens.rarity(["y"]) < 0.8));
});

suite("lines counted from 1", () => {
	const changed = hunkTokens("a\nb\nc\nd", "a\nB\nC\nd");
	const inserted = hunkTokens("a\nb\nc\nd", "a\nb\nnew\nc\nd");
	test("are changed by the hunk or not", () =>
		deepEqual(
			[0, 1, 2, 3, 4, 5].map((it) => changed.line(it)),
			[undefined, undefined, "changed", "changed", undefined, undefined],
		));
	test("are next to an insertion or not", () =>
		deepEqual(
			[1, 2, 3, 4].map((it) => inserted.line(it)),
			[undefined, "adjacent", "adjacent", undefined],
		));
});

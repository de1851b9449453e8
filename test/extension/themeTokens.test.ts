import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseTheme, tokenColors } from "../../extension/themeTokens";

/** Colours of a theme whose rules are `scopes: colour`. */
function colors(rules: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	const tokenColorRules = Object.entries(rules).map(([scope, foreground]) => ({ scope, settings: { foreground } }));
	return tokenColors(parseTheme(JSON.stringify({ tokenColors: tokenColorRules }))?.rules ?? []);
}

suite("a colour theme's colours of code", () => {
	test("a scope's own rule outranks that of what it is part of", () => {
		const { "--rationale-token-keyword": keyword } = colors({ "keyword.control": "#111111", keyword: "#222222" });
		assert.equal(keyword, "#111111");
	});
	test("without a rule of its own a scope has that of what it is part of", () => {
		assert.equal(colors({ string: "#333333" })["--rationale-token-string"], "#333333");
	});
	test("a name that only begins alike is another scope", () => {
		assert.equal(colors({ "keyword.operators": "#444444" })["--rationale-token-operator"], undefined);
	});
	test("of two rules for a scope the later one counts", () => {
		const rules = [
			{ scope: "comment", foreground: "#555555" },
			{ scope: "comment", foreground: "#666666" },
		];
		assert.equal(tokenColors(rules)["--rationale-token-comment"], "#666666");
	});
	test("several scopes can share a rule, as a list or with commas", () => {
		assert.equal(colors({ "comment, string": "#777777" })["--rationale-token-string"], "#777777");
		const theme = parseTheme('{"tokenColors":[{"scope":["comment","string"],"settings":{"foreground":"#888888"}}]}');
		assert.equal(tokenColors(theme?.rules ?? [])["--rationale-token-comment"], "#888888");
	});
	test("a rule for a scope inside another says nothing of the language at large", () => {
		assert.equal(colors({ "source.groovy string": "#999999" })["--rationale-token-string"], undefined);
	});
	test("what is no colour is left out", () => {
		assert.deepEqual(colors({ comment: "red; background: url(https://example.org)" }), {});
	});
	test("a theme without rules has no colours", () => assert.deepEqual(colors({}), {}));
});

suite("a colour theme's file", () => {
	test("comments and trailing commas are allowed", () => {
		const text = '\uFEFF// a theme\n{ /* it */ "include": "./a//b.json", "tokenColors": [ {}, ], }';
		assert.deepEqual(parseTheme(text), { include: "./a//b.json", rules: [] });
	});
	test("commas and slashes in strings stay", () => {
		assert.equal(parseTheme('{"include":"a,] /*b*/ \\" //c"}')?.include, 'a,] /*b*/ " //c');
	});
	test("a property list beside the theme is passed over", () => {
		assert.deepEqual(parseTheme('{"tokenColors":"./old.tmTheme"}'), { include: null, rules: [] });
	});
	for (const text of ["", "not a theme", "[]", "null", '"theme"']) {
		test(`“${text}” is no theme`, () => assert.equal(parseTheme(text), null));
	}
	test("rules that are no rules are passed over", () => {
		assert.deepEqual(
			parseTheme('{"tokenColors":[null,1,{"scope":"a"},{"settings":{"foreground":"#fff"}}]}')?.rules,
			[],
		);
	});
});

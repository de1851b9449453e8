import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { fenceLanguage, tagFit } from "../../../server/prompt/language";

suite("the tag of a language", () => {
	for (const [languageId, expected] of [
		["typescript", "typescript"],
		["typescriptreact", "tsx"],
		["javascriptreact", "jsx"],
		["shellscript", "bash"],
		["plaintext", ""],
		["python", "python"],
		["cpp", "cpp"],
		["my language", "mylanguage"],
		["constructor", "constructor"],
		["", ""],
	] as const) {
		test(`${JSON.stringify(languageId)} is ${JSON.stringify(expected)}`, () =>
			equal(fenceLanguage(languageId), expected));
	}
});

suite("a tag", () => {
	for (const [tag, languageId, expected] of [
		["ts", "typescript", "exact"],
		["TypeScript", "typescript", "exact"],
		["tsx", "typescriptreact", "exact"],
		["py", "python", "exact"],
		["sh", "shellscript", "exact"],
		["c++", "cpp", "exact"],
		["c#", "csharp", "exact"],
		["zig", "zig", "exact"],
		["", "typescript", "near"],
		["text", "typescript", "near"],
		["js", "typescript", "near"],
		["jsx", "typescript", "near"],
		["c", "cpp", "near"],
		["html", "vue", "near"],
		["md", "plaintext", "near"],
		["", "plaintext", "near"],
		["python", "typescript", "none"],
		["bash", "typescript", "none"],
		["diff", "python", "none"],
		["constructor", "python", "none"],
	] as const) {
		test(`${JSON.stringify(tag)} fits ${languageId}: ${expected}`, () => equal(tagFit(tag, languageId), expected));
	}
});

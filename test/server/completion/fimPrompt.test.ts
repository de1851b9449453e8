import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { type FimFamily, familyOf, infillFamily } from "../../../server/completion/families";
import { fimPrompt } from "../../../server/completion/fimPrompt";
import type { Frame } from "../../../server/completion/frame";

const alone: Frame = {
	uri: "file:///home/me/shop/src/cart.ts",
	path: "src/cart.ts",
	languageId: "typescript",
	before: "before\n",
	after: " after\nend",
	related: [],
};

const frame: Frame = {
	...alone,
	related: [
		{ path: "src/price.ts", languageId: "typescript", code: "price\n\nmore" },
		{ path: "src/rate.ts", languageId: "typescript", code: "rate" },
	],
};

function named(basename: string, architecture: string): FimFamily {
	const family = familyOf({ basename, architecture, name: "" });
	ok(family);
	return family;
}

const families = {
	qwen: named("Qwen2.5-Coder", "qwen2"),
	codeLlama: named("CodeLlama-7b", "llama"),
	codeGemma: named("codegemma", "gemma"),
	starCoder2: named("starcoder2", "starcoder2"),
	deepSeek: named("deepseek-coder-base", "llama"),
	granite: named("granite-code-base", "llama"),
	codestral: named("Codestral", "llama"),
	infill: infillFamily({ prefix: "<PRE>", suffix: "<SUF>", middle: "<MID>" }),
};

const prompt = (family: FimFamily, of: Frame) =>
	fimPrompt(family, of)
		.map((part) => part.text)
		.join("");

suite("the prompt to fill in the middle", () => {
	for (const [name, family, withRelated, withoutRelated] of [
		[
			"of Qwen Coder is a repository's files",
			families.qwen,
			"<|repo_name|>shop\n<|file_sep|>src/price.ts\nprice\n\nmore\n<|file_sep|>src/rate.ts\nrate\n<|file_sep|>src/cart.ts\n" +
				"<|fim_prefix|>before\n<|fim_suffix|> after\nend<|fim_middle|>",
			"<|repo_name|>shop\n<|file_sep|>src/cart.ts\n<|fim_prefix|>before\n<|fim_suffix|> after\nend<|fim_middle|>",
		],
		[
			"of StarCoder2 is a repository's files, with the path in the prefix",
			families.starCoder2,
			"<repo_name>shop<file_sep>src/price.ts\nprice\n\nmore<file_sep>src/rate.ts\nrate<file_sep>" +
				"<fim_prefix>src/cart.ts\nbefore\n<fim_suffix> after\nend<fim_middle>",
			"<repo_name>shop<file_sep><fim_prefix>src/cart.ts\nbefore\n<fim_suffix> after\nend<fim_middle>",
		],
		[
			"of CodeGemma is files with their paths",
			families.codeGemma,
			"src/price.ts\nprice\n\nmore\n<|file_separator|>src/rate.ts\nrate\n<|file_separator|>src/cart.ts\n" +
				"<|fim_prefix|>before\n<|fim_suffix|> after\nend<|fim_middle|>",
			"src/cart.ts\n<|fim_prefix|>before\n<|fim_suffix|> after\nend<|fim_middle|>",
		],
		[
			"of DeepSeek-Coder has paths as comments",
			families.deepSeek,
			"<｜fim▁begin｜>// src/price.ts\nprice\n\nmore\n\n// src/rate.ts\nrate\n\n// src/cart.ts\nbefore\n" +
				"<｜fim▁hole｜> after\nend<｜fim▁end｜>",
			"<｜fim▁begin｜>// src/cart.ts\nbefore\n<｜fim▁hole｜> after\nend<｜fim▁end｜>",
		],
		[
			"of Codestral begins with the suffix and ends in the prefix",
			families.codestral,
			"[SUFFIX] after\nend[PREFIX] +++++ src/price.ts\nprice\n\nmore\n\n+++++ src/rate.ts\nrate\n\n+++++ src/cart.ts\nbefore\n",
			"[SUFFIX] after\nend[PREFIX] +++++ src/cart.ts\nbefore\n",
		],
		[
			"of Code Llama has related code as comments, and the space of its tokenizer",
			families.codeLlama,
			"▁<PRE> // Path: src/price.ts\n// price\n//\n// more\n//\n// Path: src/rate.ts\n// rate\n//\nbefore\n▁<SUF> after\nend▁<MID>",
			"▁<PRE> before\n▁<SUF> after\nend▁<MID>",
		],
		[
			"of Granite Code has related code as comments",
			families.granite,
			"<fim_prefix>// Path: src/price.ts\n// price\n//\n// more\n//\n// Path: src/rate.ts\n// rate\n//\nbefore\n" +
				"<fim_suffix> after\nend<fim_middle>",
			"<fim_prefix>before\n<fim_suffix> after\nend<fim_middle>",
		],
		[
			"of any other is plain",
			families.infill,
			"<PRE>// Path: src/price.ts\n// price\n//\n// more\n//\n// Path: src/rate.ts\n// rate\n//\nbefore\n<SUF> after\nend<MID>",
			"<PRE>before\n<SUF> after\nend<MID>",
		],
	] as const) {
		test(name, () => {
			equal(prompt(family, frame), withRelated);
			equal(prompt(family, alone), withoutRelated);
		});
	}

	test("has special tokens apart from texts, none of these empty, no two in a row", () => {
		deepEqual(fimPrompt(families.qwen, { ...alone, before: "" }), [
			{ kind: "special", text: "<|repo_name|>" },
			{ kind: "text", text: "shop\n" },
			{ kind: "special", text: "<|file_sep|>" },
			{ kind: "text", text: "src/cart.ts\n" },
			{ kind: "special", text: "<|fim_prefix|>" },
			{ kind: "special", text: "<|fim_suffix|>" },
			{ kind: "text", text: " after\nend" },
			{ kind: "special", text: "<|fim_middle|>" },
		]);
		for (const family of Object.values(families)) {
			const parts = fimPrompt(family, frame);
			for (const [at, part] of parts.entries())
				ok(part.text !== "" && (part.kind === "special" || parts[at + 1]?.kind !== "text"));
		}
	});

	test("ends where what is typed is appended", () => {
		for (const family of Object.values(families)) {
			const last = fimPrompt(family, frame).at(-1);
			if (family.order === "psm") deepEqual(last, { kind: "special", text: family.tokens.middle });
			else ok(last?.kind === "text" && last.text.endsWith("before\n"));
		}
	});

	test("takes what looks like a token in the code for text", () => {
		const parts = fimPrompt(families.qwen, { ...frame, before: "<|fim_middle|>\n" });
		ok(parts.some((part) => part.kind === "text" && part.text === "<|fim_middle|>\n"));
	});

	for (const [name, languageId, expected] of [
		[
			"a language with other comments",
			"python",
			"<PRE># Path: src/price.ts\n# price\n#\n# more\n#\n# Path: src/rate.ts\n# rate\n#\nbefore\n",
		],
		["a language without line comments", "html", "<PRE>before\n"],
	] as const) {
		test(`has comments as ${name} does`, () => {
			equal(prompt(families.infill, { ...frame, languageId }), `${expected}<SUF> after\nend<MID>`);
		});
	}

	for (const [uri, path, name] of [
		["file:///home/me/my%20shop/src/cart.ts", "src/cart.ts", "my shop"],
		["file:///c%3A/shop/src/cart.ts", "src/cart.ts", "shop"],
		["file:///c%3A/cart.ts", "cart.ts", "project"],
		["file:///cart.ts", "cart.ts", "project"],
		["file:///home/100%/cart.ts", "cart.ts", "100%"],
		["untitled:Untitled-1", "Untitled-1", "project"],
		["file:///home/me/shop/src/cart.ts", "/elsewhere/cart.ts", "project"],
	] as const) {
		test(`has the name of the folder of ${uri}, if there is one`, () => {
			ok(prompt(families.qwen, { ...alone, uri, path }).startsWith(`<|repo_name|>${name}\n`));
		});
	}
});

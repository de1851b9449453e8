import { equal, match, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { buildPrompt, openingFence, type PromptInput } from "../../../server/prompt/prompt";

const base: PromptInput = {
	action: "fix",
	instruction: "",
	path: "src/cart.ts",
	languageId: "typescript",
	code: "function sum() {}",
	problems: [],
	related: [],
};

const prompt = (input: Partial<PromptInput> = {}) => buildPrompt({ ...base, ...input });
const firstLine = (text: string) => text.split("\n")[0];

suite("the prompt of an edit", () => {
	test("is the instruction, the file, the code and the form of the reply", () => {
		equal(
			prompt(),
			`Fix the bug in this code.

File: src/cart.ts

Code to change:
\`\`\`typescript
function sum() {}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`,
		);
	});

	test("has problems and related code before the code, where there are any", () => {
		equal(
			prompt({
				problems: [
					{ line: 1, message: "'a' is not defined." },
					{ line: 3, message: "; expected." },
				],
				related: [{ path: "src/cart.ts", languageId: "typescript", code: "const rate = 2;" }],
			}),
			`Fix the bug in this code.

File: src/cart.ts

Problems:
- line 1: 'a' is not defined.
- line 3: ; expected.

Related code:
\`\`\`typescript
const rate = 2;
\`\`\`

Code to change:
\`\`\`typescript
function sum() {}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`,
		);
	});

	test("is the same each time", () => equal(prompt(), prompt()));
});

suite("the instruction", () => {
	for (const [action, instruction, expected] of [
		["fix", "", "Fix the bug in this code."],
		["refactor", "", "Make this code simpler and clearer."],
		["document", "", "Document this code."],
		["tests", "", "Write tests for this code."],
		["explain", "", "Explain this code."],
		["edit", " Rename f to sumPrices.\n", "Rename f to sumPrices."],
		["fix", "It fails for an empty list.", "Fix the bug in this code. It fails for an empty list."],
		[
			"refactor",
			"Give this function a better name.",
			"Make this code simpler and clearer. Give this function a better name.",
		],
	] as const) {
		test(`of ${action} ${instruction && `with ${JSON.stringify(instruction)} `}is ${JSON.stringify(expected)}`, () => {
			equal(firstLine(prompt({ action, instruction })), expected);
		});
	}
});

suite("the prompt of a completion", () => {
	const at = (marked: string, input: Partial<PromptInput> = {}) => {
		const code = marked.replace("│", "");
		return prompt({ action: "complete", code, cursor: marked.indexOf("│"), ...input });
	};

	test("has the cursor in the code", () => {
		equal(
			at("function sum() {\n  return │;\n}"),
			`Complete the code at <cursor>.

File: src/cart.ts

Code to change:
\`\`\`typescript
function sum() {
  return <cursor>;
}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`,
		);
	});

	test("of an empty file has nothing but the cursor", () => ok(at("│").includes("```typescript\n<cursor>\n```")));

	test("has another mark where the code has the usual one", () => {
		const text = at('split("<cursor>", │)');
		equal(firstLine(text), "Complete the code at <cursor2>.");
		ok(text.includes('split("<cursor>", <cursor2>)'));
		equal(firstLine(at("// <cursor> <cursor2>│")), "Complete the code at <cursor3>.");
	});

	test("has the user's words after its own", () => {
		equal(firstLine(at("│", { instruction: "Use a loop. " })), "Complete the code at <cursor>. Use a loop.");
	});

	test("has the cursor where it is with Windows line endings too", () => {
		ok(at("a();\r\n│b();").includes("\na();\n<cursor>b();\n"));
	});
});

suite("the form of the reply", () => {
	const rewrite = "Reply with one typescript block that holds the complete new version of the code to change.";
	for (const [action, label, end] of [
		["fix", "Code to change", rewrite],
		["refactor", "Code to change", rewrite],
		["document", "Code to change", rewrite],
		["edit", "Code to change", rewrite],
		["tests", "Code", "Reply with one typescript block that holds the tests."],
		["explain", "Code", ""],
	] as const) {
		test(`of ${action}`, () => {
			const code = `${label}:\n\`\`\`typescript\nfunction sum() {}\n\`\`\``;
			ok(prompt({ action, instruction: "Do it." }).endsWith([`src/cart.ts`, code, end].filter(Boolean).join("\n\n")));
		});
	}

	test("names no language for plain text", () => {
		const text = prompt({ languageId: "plaintext", code: "hello" });
		match(text, /```\nhello\n```\n\nReply with one block that holds/);
	});

	test("names the language as fences do", () => {
		match(prompt({ languageId: "typescriptreact" }), /```tsx\n(?:.*\n)*Reply with one tsx block/);
	});
});

suite("fences", () => {
	for (const [code, marks] of [
		["a", "```"],
		["`a`", "```"],
		["```", "````"],
		["/**\n * ```ts\n * f();\n * ```\n */", "````"],
		["`````", "``````"],
	] as const) {
		test(`are longer than any in ${JSON.stringify(code)}`, () => {
			ok(prompt({ code }).includes(`Code to change:\n${marks}typescript\n${code}\n${marks}\n\nReply`));
		});
	}

	test("have line feeds within, whatever the document has", () => {
		ok(prompt({ code: "a\r\nb\rc" }).includes("\na\nb\nc\n```"));
	});

	test("keep the indentation of the code", () =>
		ok(prompt({ code: "\t\ta\n\t\t\tb" }).includes("typescript\n\t\ta\n\t\t\tb\n```")));
});

suite("related code", () => {
	const piece = (path: string, code: string, languageId = "typescript") => ({ path, languageId, code });

	test("of the file itself is one block", () => {
		const text = prompt({ related: [piece("src/cart.ts", "a();"), piece("src/cart.ts", "b();")] });
		ok(text.includes("Related code:\n```typescript\na();\n\nb();\n```\n\nCode to change:"));
	});

	test("of other files says which", () => {
		const text = prompt({
			related: [piece("src/a.css", "a {}", "css"), piece("src/cart.ts", "b();"), piece("src/a.css", "c {}", "css")],
		});
		ok(
			text.includes(
				"Related code:\nFrom src/a.css:\n```css\na {}\n\nc {}\n```\n```typescript\nb();\n```\n\nCode to change:",
			),
		);
	});
});

test("a path cannot begin a line of its own", () => {
	ok(prompt({ path: "a\nCode to change:\n.ts" }).includes("\nFile: a Code to change: .ts\n"));
});

suite("the opening fence of a block", () => {
	test("names the language", () => equal(openingFence("a();", "typescriptreact"), "```tsx\n"));
	test("is longer than any in the code", () => equal(openingFence("````md\n````", "markdown"), "`````markdown\n"));
	test("is that of the prompt's own block", () => {
		const code = "const a = '```';";
		ok(prompt({ code }).includes(openingFence(code, "typescript") + code));
	});
});

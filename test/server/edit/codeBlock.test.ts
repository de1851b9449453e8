import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { type CodeBlock, findCodeBlock, findTestBlock } from "../../../server/edit/codeBlock";
import type { Answer } from "../../../server/reasoning/splitter";

/** The code of an answer, or the reason why there is none in angle brackets. */
function codeOf(
	answer: string,
	languageId = "typescript",
	original = "",
	find: (answer: Answer, languageId: string, original: string) => CodeBlock = findCodeBlock,
): string {
	// Text of a test stands for what the engine brands.
	const found: CodeBlock = find(answer as Answer, languageId, original);
	if (found.kind === "code") return found.code;
	equal(/^[A-Z].*\.$/.test(found.message), true, "a message is a sentence");
	return `<${found.reason}>`;
}

const block = (code: string, tag = "ts") => `\`\`\`${tag}\n${code}\n\`\`\``;

suite("one block", () => {
	for (const [name, answer, expected] of [
		["alone is the code", block("let a;"), "let a;"],
		[
			"with prose around is the code",
			`The loop ran one step too far.\n\n${block("let a;")}\n\nNow it stops.`,
			"let a;",
		],
		["may have no tag", block("let a;", ""), "let a;"],
		["may have the language's full name", block("let a;", "typescript"), "let a;"],
		["may have a tag in capitals, with more after it", '```TypeScript title="a.ts"\nlet a;\n```', "let a;"],
		["may have a path after its tag", "```ts:src/a.ts\nlet a;\n```", "let a;"],
		["may have space before its tag", "``` ts\nlet a;\n```", "let a;"],
		["may have a tag of a kindred language", block("let a;", "js"), "let a;"],
		["may have a wrong tag if it is the only one", block("let a;", "kotlin"), "let a;"],
		["may be fenced with tildes", "~~~ts\nlet a;\n~~~", "let a;"],
		["may hold shorter fences within a longer one", "````ts\n/**\n```\n*/\n````", "/**\n```\n*/"],
		["may hold fences of the other kind", "~~~ts\n```\nlet a;\n```\n~~~", "```\nlet a;\n```"],
		["may end with a longer fence", "```ts\nlet a;\n`````", "let a;"],
		["keeps its blank lines and its indentation", block("  if (a) {\n\n    b();\n  }"), "  if (a) {\n\n    b();\n  }"],
		[
			"keeps a fence in a comment of its own",
			block("/**\n * ```ts\n * f();\n * ```\n */\nf();"),
			"/**\n * ```ts\n * f();\n * ```\n */\nf();",
		],
		[
			"keeps an indented fence in a text of its own",
			block('def f():\n    """\n    ```\n    f()\n    ```\n    """', "python"),
			'def f():\n    """\n    ```\n    f()\n    ```\n    """',
		],
		[
			"keeps a fenced example with a tag at its own margin",
			'```python\n"""\n```js\nf();\n```\n"""\n```',
			'"""\n```js\nf();\n```\n"""',
		],
		[
			"with Windows line endings has none of their marks",
			"Here:\r\n\r\n```ts\r\nlet a;\r\nlet b;\r\n```\r\n",
			"let a;\nlet b;",
		],
		["may be followed by a stray fence", `${block("let a;")}\n\`\`\``, "let a;"],
		["may be followed by an empty one", `${block("let a;")}\n\n${block("")}`, "let a;"],
	] as const) {
		test(name, () => equal(codeOf(answer), expected));
	}
});

suite("a block in a list or a quote", () => {
	for (const [name, answer, expected] of [
		[
			"loses the list's indentation",
			"1. Change this:\n\n   ```ts\n   if (a) {\n     b();\n\n   }\n   ```\n2. Done.",
			"if (a) {\n  b();\n\n}",
		],
		[
			"loses a deep list's indentation",
			"- One:\n    - Two:\n\n      ```ts\n      a();\n        b();\n      ```",
			"a();\n  b();",
		],
		["may begin right after the list's marker", "- ```ts\n  a();\n    b();\n  ```", "a();\n  b();"],
		[
			"keeps its code where only the fence is indented",
			"1. So:\n   ```ts\nif (a) {\n  b();\n}\n   ```",
			"if (a) {\n  b();\n}",
		],
		[
			"loses only what all its lines have",
			"1. So:\n   ```ts\n  if (a) {\n    b();\n  }\n   ```",
			"if (a) {\n  b();\n}",
		],
		["loses tabs", "1. So:\n\t```ts\n\ta();\n\t\tb();\n\t```", "a();\n\tb();"],
		["loses the marks of a quote", "> ```ts\n> a();\n>   b();\n> ```", "a();\n  b();"],
	] as const) {
		test(name, () => equal(codeOf(answer), expected));
	}
});

suite("a Markdown document", () => {
	for (const [name, answer, expected] of [
		["may hold blocks with tags", "```markdown\n# A\n```js\na();\n```\nEnd.\n```", "# A\n```js\na();\n```\nEnd."],
		["may hold a block without a tag", "```markdown\n# A\n```\na();\n```\nEnd.\n```", "# A\n```\na();\n```\nEnd."],
		["may hold several", "```md\n```js\na();\n```\n\n```\nb();\n```\n```", "```js\na();\n```\n\n```\nb();\n```"],
		["may hold none", "```markdown\n# A\n```\nThat is all.", "# A"],
		["may be followed by another block", "```markdown\n# A\n```\nSee it:\n```bash\ncat a.md\n```", "# A"],
	] as const) {
		test(name, () => equal(codeOf(answer, "markdown"), expected));
	}
});

suite("several blocks", () => {
	const original = "function sum(xs) {\n  let total = 1;\n  for (const x of xs) total += x;\n  return total;\n}";
	const fixed = original.replace("= 1", "= 0");
	const rewritten = "function sum(xs) {\n  return xs.reduce((total, x) => total + x, 0);\n}";
	for (const [name, answer, expected] of [
		[
			"whole code, then an example of its use",
			`${block(fixed)}\n\nExample usage:\n\n${block("console.log(sum([1, 2]));")}`,
			fixed,
		],
		[
			"an example of the fault, then the whole code",
			`It fails for:\n\n${block("sum([1]); // 2")}\n\nFixed:\n\n${block(fixed)}`,
			fixed,
		],
		[
			"a copy of the old code, then the new",
			`The original code:\n${block(original)}\n\nThe fixed code:\n${block(fixed)}`,
			fixed,
		],
		["an unmarked copy of the old code, then the new", `${block(original)}\n\n${block(fixed)}`, fixed],
		["the new code, then the old for comparison", `${block(fixed)}\n\nInstead of:\n${block(original)}`, fixed],
		[
			"a piece of the change, then the whole",
			`Change line 2:\n\n${block("let total = 0;")}\n\nThe complete code:\n\n${block(fixed)}`,
			fixed,
		],
		["the whole, then the piece that changed", `${block(fixed)}\n\nThe change is:\n${block("let total = 0;")}`, fixed],
		["two versions: the first", `Option 1:\n${block(fixed)}\n\nOption 2:\n${block(rewritten)}`, fixed],
		[
			"the old code with small changes of layout, then the new",
			`The buggy version:\n${block(original.replace(/;/g, ""))}\n\nThe corrected version:\n${block(rewritten)}`,
			rewritten,
		],
		["a terminal command first", `${block("npm install", "bash")}\n\n${block(fixed)}`, fixed],
		["its output last", `${block(fixed)}\n\n${block("sum is 3", "text")}`, fixed],
		["only copies of the old code", `${block(original)}\n\n${block(original)}`, original],
		["another language first", `${block("def sum(xs): return total", "python")}\n\n${block(fixed)}`, fixed],
	] as const) {
		test(name, () => equal(codeOf(answer, "typescript", original), expected));
	}
});

suite("nothing is taken", () => {
	for (const [name, answer, reason] of [
		["from an empty answer", "", "noAnswer"],
		["from a blank one", " \n\n\t\n", "noAnswer"],
		["from prose", "The code is fine as it is.", "noCode"],
		["from code without a fence", "function sum(xs) {\n  return 0;\n}", "noCode"],
		["from code in a code span", "Write `let a;` or ```let b;``` instead.", "noCode"],
		["from an empty block", block(""), "noCode"],
		["from a blank block", block("  \n"), "noCode"],
		["from a patch", block("-let a;\n+let b;", "diff"), "noCode"],
		["from a terminal command", block("npm test", "bash"), "noCode"],
		["from several blocks in other languages", `${block("a", "java")}\n\n${block("b", "rust")}`, "noCode"],
		["from a block that is not closed", "```ts\nlet a;\nlet b", "unclosed"],
		["from a block that is closed by a shorter fence", "````ts\nlet a;\n```\n", "unclosed"],
		["from a block that is closed by another kind of fence", "```ts\nlet a;\n~~~\n", "unclosed"],
		[
			"from a closed block when one after it is cut off",
			`${block("let a;")}\n\nThe complete code:\n\`\`\`ts\nlet a;`,
			"unclosed",
		],
		["from a block in which another begins", "```ts\nlet a;\n\nor better:\n\n```ts\nlet b;\n```", "unclosed"],
	] as const) {
		test(name, () => equal(codeOf(answer, "typescript"), `<${reason}>`));
	}

	test("a block of a shell script's own language is code", () =>
		equal(codeOf(block("npm test", "bash"), "shellscript"), "npm test"));
	test("a patch file's own language is code", () => equal(codeOf(block("-a\n+b", "diff"), "diff"), "-a\n+b"));
	test("a plain text may have any tag", () => equal(codeOf(block("hello", "md"), "plaintext"), "hello"));
});

suite("tests", () => {
	const original = "def add(a, b):\n    return a + b";
	const tests = "from calc import add\n\ndef test_add():\n    assert add(1, 2) == 3";
	for (const [name, answer, expected] of [
		["alone", block(tests, "python"), tests],
		["after the code that they test", `${block(original, "python")}\n\n${block(tests, "python")}`, tests],
		["after a fixture", `First a fixture:\n${block("cases = [1, 2]", "python")}\n\n${block(tests, "python")}`, tests],
		[
			"between commands",
			`${block("pip install pytest", "bash")}\n\n${block(tests, "python")}\n\n${block("pytest", "bash")}`,
			tests,
		],
		["that look like none are taken as well", block("print(add(1, 2))", "python"), "print(add(1, 2))"],
	] as const) {
		test(name, () => equal(codeOf(answer, "python", original, findTestBlock), expected));
	}
});

test("a message says what is wrong and what to do", () => {
	deepEqual(findCodeBlock("```ts\nlet" as Answer, "typescript"), {
		kind: "refused",
		reason: "unclosed",
		message: "The answer breaks off in the middle of the code. Run it again, or select less code.",
	});
});

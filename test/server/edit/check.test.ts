import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { checkCode } from "../../../server/edit/check";

const prompt = `Fix the bug in this code.

File: src/cart.ts

Problems:
- line 2: 'x' is declared but never used.

Related code:
\`\`\`typescript
const rate = 2;
\`\`\`

Code to change:
\`\`\`typescript
function f() {}
\`\`\`

Reply with one typescript block that holds the complete new version of the code to change.`;

/** Why code is refused, or "fine". */
function check(code: string, original = "function f(x) {\n  return x;\n}"): string {
	const fault = checkCode(code, original, prompt);
	ok(!fault || /^[A-Z].*\.$/.test(fault.message), "a message is a sentence");
	return fault?.reason ?? "fine";
}

suite("code that is left out", () => {
	for (const line of [
		"// ... rest of the code",
		"// ...rest of the code remains the same...",
		"// rest of the code",
		"// Rest of the function remains unchanged",
		"// The rest of your existing code here",
		"// rest of the original implementation",
		"// ...",
		"// …",
		"/* ... */",
		"# ...",
		"# unchanged",
		"# ... (unchanged)",
		"# existing code",
		"# ... existing code ...",
		"# (rest of the code remains the same)",
		"/* existing code */",
		"// existing code here...",
		"// existing imports",
		"// other methods remain unchanged",
		"// ... other methods ...",
		"// Other functions stay the same",
		"// previous code here",
		"// ... previous code",
		"// same as before",
		"// Same as original",
		"// no changes",
		"// No changes needed here",
		"// code omitted for brevity",
		"// ... omitted for brevity ...",
		"// implementation here",
		"// your code here",
		"// Your existing logic goes here",
		"// keep the rest as is",
		"// Keep existing implementation",
		"// leave the other helper methods unchanged",
		"// body unchanged",
		"// function body remains the same",
		"// remaining methods",
		"// ... remaining cases",
		"{/* ... rest of the component ... */}",
		"{/* existing content */}",
		"<!-- rest of the file -->",
		"<!-- ... -->",
		"-- ... rest of the script",
		"...",
		"  ...",
		"…",
		"function g() { ... }",
		"function g() { /* ... */ }",
		"  g(); // ... rest of the code",
		"  // [rest of the code]",
		"    # ... rest of method ...",
	]) {
		test(`${JSON.stringify(line)} is refused`, () => equal(check(`function f(x) {\n${line}\n}`), "omission"));
		test(`${JSON.stringify(line)} is fine if the code had it before`, () => {
			const code = `function f(x) {\n${line}\n}`;
			equal(check(code, code), "fine");
		});
	}

	test("a Python body that is replaced by an ellipsis is refused", () => {
		const original = "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2";
		equal(check("class A:\n    def f(self):\n        return 3\n\n    def g(self):\n        ...", original), "omission");
	});

	test("a piece of the code, with brackets left open, is refused", () => {
		const original =
			"function f(xs) {\n  let n = 0;\n  for (let i = 0; i <= 3; i++) {\n    n += xs[i];\n  }\n  return n;\n}";
		equal(check("for (let i = 0; i < 3; i++) {", original), "omission");
	});
});

suite("code that only looks left out", () => {
	for (const line of [
		"// Return the remaining items.",
		"// skip the rest of the line",
		"// Keep the existing order of the items, which callers rely on.",
		"// Process the rest of the list",
		"// the other half",
		"// previous value",
		"// original price in cents",
		"// unchanged since the last call, so nothing to do",
		"// Loading...",
		"// Parse the file...",
		"// 1, 2, 3, ..., n",
		"// e.g. f(...args)",
		"// call the function with ...args",
		"// current code point",
		"// existing users keep their code",
		"// same as f(x), but faster",
		"/** Returns the rest of the code. */",
		" * The rest of the lines is left alone.",
		"# Remaining time in seconds",
		"#include <cstdio>",
		"# --- helpers ---",
		"call(...args);",
		"  ...args,",
		"const [first, ...rest] = xs;",
		"const all = { ...existing, ...other };",
		"function g(...rest) { return rest; }",
		"type F = (...args: unknown[]) => void;",
		'console.log("...");',
		'print("Loading ...")',
		"case 1...9:",
		"for i in 0...3 {",
		"x = a[..., 0]",
		"# TODO: handle the rest",
		"#region existing code",
		"a --rest",
		"const url = 'https://example.com/existing';",
		"i--; // count down",
		"color: #existing;",
		"",
	]) {
		test(`${JSON.stringify(line)} is fine`, () => equal(check(`function f(x) {\n${line}\n}`), "fine"));
	}

	test("a new Python stub is fine", () => {
		equal(
			check(
				"class P(Protocol):\n    def f(self) -> int:\n        ...\n\n    def g(self) -> str: ...",
				"class P:\n    pass",
			),
			"fine",
		);
	});

	test("an ellipsis that was the body before is fine", () => {
		const original = "def f(self):\n    ...";
		equal(check(`@abstractmethod\n${original}`, original), "fine");
	});

	test("code that is much shorter is fine", () => {
		equal(check("return a > b;", "if (a > b) {\n  return true;\n} else {\n  return false;\n}"), "fine");
	});

	test("empty lines are fine", () => equal(check("\n\n"), "fine"));
});

suite("the prompt repeated", () => {
	for (const code of [
		"Code to change:\nfunction f() {}",
		"function f() {}\nReply with one typescript block that holds the complete new version of the code to change.",
		"File: src/cart.ts\n\nProblems:\n- line 2: none",
		"{code}",
		"<code>",
		"[the complete new version]",
		"{new code}",
		"(your code here)",
		"<the complete new version of the code>",
	]) {
		test(`${JSON.stringify(code)} is refused`, () => equal(check(code), "promptRepeated"));
	}

	for (const code of [
		"Problems:\n  none",
		"const text = `Code to change:`;",
		"<Code />",
		"<code>a</code>",
		"{ code }: { code: number }",
		"(test)()",
		"[first, second]",
	]) {
		test(`${JSON.stringify(code)} is fine`, () => equal(check(code), "fine"));
	}

	test("what the original has is fine", () => {
		const original = "Code to change:\nReply with one typescript block that holds the tests.";
		equal(check(`${original}\nmore`, original), "fine");
	});
});

suite("marks of the turn format", () => {
	for (const mark of ["<think>", "</think>", "<｜User｜>", "<｜end▁of▁sentence｜>", "<|im_end|>"]) {
		test(`${mark} is refused`, () => equal(check(`f();\n${mark}\n`), "controlToken"));
		test(`${mark} is fine if the code had it before`, () => {
			const original = `const mark = "${mark}";`;
			equal(check(`${original}\nf();`, original), "fine");
			equal(check(`export ${original}`, original), "fine");
		});
	}
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { declarationEnd, outdented, signatureOf } from "../../../extension/context/declarations";

/** The declaration that begins in the first line. */
function declaration(...lines: readonly string[]): readonly string[] {
	return lines.slice(0, declarationEnd(lines, 0) + 1);
}

suite("the lines of a declaration", () => {
	test("end with its closing brace", () => {
		const code = ["function f() {", "  return 1;", "", "  // more", "}"];
		assert.deepEqual(declaration(...code, "", "function g() {}"), code);
	});

	test("go on after parameters that have lines of their own", () => {
		const code = ["function f(", "  a: number,", "): number {", "  return a;", "}"];
		assert.deepEqual(declaration(...code, "const x = 1;"), code);
	});

	test("take in a brace on a line of its own", () => {
		const code = ["int f()", "{", "  return 1;", "}"];
		assert.deepEqual(declaration(...code, "int g;"), code);
	});

	test("end where a Python body ends", () => {
		const code = ["def f(x):", "    if x:", "        return 1", "    return 2"];
		assert.deepEqual(declaration(...code, "", "def g():", "    pass"), code);
	});

	test("end with Ruby's end", () => {
		const code = ["def f", "  1", "end"];
		assert.deepEqual(declaration(...code, "def g", "end"), code);
	});

	test("are one where it has but one", () => {
		assert.deepEqual(declaration("type A = string;", "type B = number;"), ["type A = string;"]);
		assert.deepEqual(declaration("x"), ["x"]);
	});
});

suite("code for the prompt", () => {
	test("loses the indentation that its lines share", () => {
		assert.equal(outdented(["    f() {", "", "      g();", "    }"]), "f() {\n\n  g();\n}");
	});

	test("a hover's signature is its first block of code", () => {
		assert.equal(
			signatureOf("text\n```typescript\nfunction f(): void\n```\nSays what.\n```\nother\n```"),
			"function f(): void",
		);
		assert.equal(signatureOf("only text"), undefined);
	});
});

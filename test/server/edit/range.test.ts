import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Range } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { growRange } from "../../../server/edit/range";

/**
 * The text that an action works on, with `│` for the cursor or for both ends of the selection; symbols are given by
 * their first and last lines. Undefined where there is nothing.
 */
function grown(marked: string, symbols: readonly (readonly [number, number])[] = []): string | undefined {
	const [before = "", selected = "", after] = marked.split("│");
	const text = after === undefined ? before + selected : before + selected + after;
	const document = TextDocument.create("file:///a.ts", "typescript", 1, text);
	const start = document.positionAt(before.length);
	const end = after === undefined ? start : document.positionAt(before.length + selected.length);
	const ranges = symbols.map(
		([first, last]): Range => ({ start: { line: first, character: 2 }, end: { line: last, character: 3 } }),
	);
	const range = growRange(document, { start, end }, ranges);
	if (!range) return undefined;
	equal(range.start.character, 0);
	return document.getText(range);
}

suite("a selection", () => {
	for (const [name, marked, expected] of [
		["grows to whole lines", "one\ntw│o\nth│ree\nfour", "two\nthree"],
		["within a line takes the line", "one\nt│w│o\nthree", "two"],
		["that ends at the start of a line leaves that out", "one\n│two\n│three", "two"],
		["of a whole file ends before its last line's ending", "│one\ntwo\n│", "one\ntwo"],
		["leaves out the blank lines at its ends", "one\n│\n  \ntwo\n\n│three", "two"],
		["keeps the blank lines within", "│one\n\ntwo│", "one\n\ntwo"],
		["of blank lines only is nothing", "one\n│\n  \n│two", undefined],
		["keeps Windows line endings", "o│ne\r\ntw│o\r\nthree\r\n", "one\r\ntwo"],
		["does not look at symbols", "on│e│\ntwo\nthree", "one"],
	] as const) {
		test(name, () => equal(grown(marked, [[0, 2]]), expected));
	}
});

suite("a cursor among symbols", () => {
	const code = "class A {\n  f() {\n    let a;│\n    g();\n  }\n}\n";
	for (const [name, symbols, expected] of [
		[
			"takes the innermost",
			[
				[0, 5],
				[1, 4],
			],
			"  f() {\n    let a;\n    g();\n  }",
		],
		[
			"takes the innermost whatever their order",
			[
				[1, 4],
				[0, 5],
			],
			"  f() {\n    let a;\n    g();\n  }",
		],
		[
			"passes over one of a single line",
			[
				[0, 5],
				[1, 4],
				[2, 2],
			],
			"  f() {\n    let a;\n    g();\n  }",
		],
		["takes one of a single line if there is no other", [[2, 2]], "    let a;"],
		["takes the paragraph if none is around it", [[4, 5]], "class A {\n  f() {\n    let a;\n    g();\n  }\n}"],
		["takes a symbol that goes on after the end up to it", [[1, 99]], "  f() {\n    let a;\n    g();\n  }\n}"],
	] as const) {
		test(name, () => equal(grown(code, symbols), expected));
	}
});

suite("a cursor without symbols", () => {
	for (const [name, marked, expected] of [
		["takes the lines up to blank ones", "a\n\nb\nc│\nd\n\ne", "b\nc\nd"],
		["takes the whole of a text without blank lines", "a\nb│", "a\nb"],
		["on a blank line takes nothing", "a\n│\nb", undefined],
		["in an empty text takes nothing", "│", undefined],
		[
			"goes on to where the brackets that are opened are closed",
			"a();\n\nfunc│tion f() {\n  g();\n\n  h(\n\n  );\n}\n\nb();",
			"function f() {\n  g();\n\n  h(\n\n  );\n}",
		],
		[
			"goes back to where the brackets that are closed are opened",
			"a();\n\nfunction f() {\n  g();\n\n  h();\n│}\n\nb();",
			"function f() {\n  g();\n\n  h();\n}",
		],
		["takes the middle of a body alone if it is balanced", "f() {\n  a();\n\n  b│();\n\n  c();\n}", "  b();"],
		["stays with the paragraph if brackets are never closed", "f() {\n  a│();\n\nb();", "f() {\n  a();"],
		["stays with the paragraph if brackets were never opened", "b();\n\na│();\n}\n\nc();", "a();\n}"],
		["reads no bracket in a string", 'a("(│");\n\nb();', 'a("(");'],
		[
			"takes the indented lines below a header",
			"import os\n\ndef f(x):\n    y = x│\n\n    if y:\n        g()\n\n    return y\n\ndef h():\n    pass",
			"def f(x):\n    y = x\n\n    if y:\n        g()\n\n    return y",
		],
		["takes a paragraph of a Python body alone", "def f():\n    a = 1\n\n    b│ = 2\n\n    c = 3", "    b = 2"],
	] as const) {
		test(name, () => equal(grown(marked), expected));
	}
});

test("a position after the end of a document is at its end", () => {
	const document = TextDocument.create("file:///a.ts", "typescript", 1, "a\nb");
	const nowhere = { line: 9, character: 9 };
	equal(document.getText(growRange(document, { start: nowhere, end: nowhere }, [])), "a\nb");
});

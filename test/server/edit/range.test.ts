import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Range } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { growRange, rangeAround } from "../../../server/edit/range";

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

suite("a cursor where code is to go on", () => {
	const around = (marked: string, symbols: readonly Range[] = []) => {
		const document = TextDocument.create("file:///a.ts", "typescript", 1, marked.replace("│", ""));
		return document.getText(rangeAround(document, document.positionAt(marked.indexOf("│")), symbols));
	};
	for (const [name, marked, expected] of [
		["takes the paragraph", "a\n\nb\n│c\n\nd", "b\nc"],
		[
			"takes the function on a blank line in it",
			"f() {\n  a();\n\n  │\n\n  b();\n}\n\ng();",
			"f() {\n  a();\n\n  \n\n  b();\n}",
		],
		[
			"takes a Python function on a blank line in it",
			"def f():\n    a\n\n    │\n\n    b\n\ng()",
			"def f():\n    a\n\n    \n\n    b",
		],
		["takes the block before, on a blank line between two", "a\n\nb\nc\n\n│\n\nd", "b\nc\n\n"],
		["takes the block after, where there is none before", "│\n\na\nb\n\nc", "\n\na\nb"],
		["takes its line alone beside a long block", `${"a\n".repeat(50)}\n│`, ""],
		["takes its line alone in a text of blank lines", "\n  │\n", "  "],
		["takes the whole of an empty text", "│", ""],
		["keeps Windows line endings", "a\r\nb│\r\n", "a\r\nb"],
	] as const) {
		test(name, () => equal(around(marked), expected));
	}

	test("takes the innermost of the symbols", () => {
		const symbols = [range(0, 5), range(1, 3)];
		equal(around("class A {\n  f() {\n    │\n  }\n\n}", symbols), "  f() {\n    \n  }");
	});

	test("is always in its range", () => {
		equal(around("f() {\n}\n│", [range(0, 2)]), "f() {\n}\n");
	});

	function range(first: number, last: number): Range {
		return { start: { line: first, character: 0 }, end: { line: last, character: 1 } };
	}
});

test("a position after the end of a document is at its end", () => {
	const document = TextDocument.create("file:///a.ts", "typescript", 1, "a\nb");
	const nowhere = { line: 9, character: 9 };
	equal(document.getText(growRange(document, { start: nowhere, end: nowhere }, [])), "a\nb");
});

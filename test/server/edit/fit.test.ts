import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { fitToDocument, fitToNewFile } from "../../../server/edit/fit";

const fitted = (code: string, original: string, eol = "\n") => fitToDocument(code, original, eol);

suite("base indentation", () => {
	const method = "    def f(self):\n        return 1";
	for (const [name, code, original, expected] of [
		[
			"of code at the margin becomes the original's",
			"def f(self):\n    return 2",
			method,
			"    def f(self):\n        return 2",
		],
		[
			"that is the original's stays",
			"    def f(self):\n        return 2",
			method,
			"    def f(self):\n        return 2",
		],
		[
			"that is deeper becomes the original's",
			"            def f(self):\n                return 2",
			method,
			"    def f(self):\n        return 2",
		],
		["is taken off where the original has none", "    f();\n      g();", "f();\n  g();", "f();\n  g();"],
		[
			"leaves blank lines empty",
			"def f(self):\n\n    \n    return 2",
			method,
			"    def f(self):\n\n\n        return 2",
		],
		["is that of the least indented line", "  }\nelse {", "    }\n  else {", "    }\n  else {"],
		[
			"is set right where only the first line lost it",
			"def f(self):\n        x = 2\n        return 1",
			method,
			"    def f(self):\n        x = 2\n        return 1",
		],
		[
			"is set right where only the first line of a braced block lost it",
			"f() {\n    g(2);\n  }",
			"  f() {\n    g(1);\n  }",
			"  f() {\n    g(2);\n  }",
		],
		[
			"of a new line above goes along",
			"@cached\ndef f(self):\n    return 1",
			method,
			"    @cached\n    def f(self):\n        return 1",
		],
		["of tabs stays tabs", "f() {\n\tg();\n}", "\tf() {\n\t\th();\n\t}", "\tf() {\n\t\tg();\n\t}"],
		["of a single line is kept", "return 2;", "    return 1;", "    return 2;"],
	] as const) {
		test(name, () => equal(fitted(code, original), expected));
	}
});

suite("steps of indentation", () => {
	for (const [name, code, original, expected] of [
		[
			"in spaces become tabs where the original has tabs",
			"f() {\n  if (a) {\n    g();\n  }\n}",
			"f() {\n\tg();\n}",
			"f() {\n\tif (a) {\n\t\tg();\n\t}\n}",
		],
		["in four spaces become tabs as well", "f() {\n    g();\n}", "\tf() {\n\t\th();\n\t}", "\tf() {\n\t\tg();\n\t}"],
		[
			"in tabs become the original's spaces",
			"f() {\n\tif (a) {\n\t\tg();\n\t}\n}",
			"f() {\n  g();\n}",
			"f() {\n  if (a) {\n    g();\n  }\n}",
		],
		[
			"in four spaces become the original's two",
			"f() {\n    if (a) {\n        g();\n    }\n}",
			"f() {\n  g();\n}",
			"f() {\n  if (a) {\n    g();\n  }\n}",
		],
		["in two spaces become the original's four", "f() {\n  g();\n}", "f() {\n    h();\n}", "f() {\n    g();\n}"],
		["stay as they are where the original shows none", "f() {\n    g();\n}", "f();", "f() {\n    g();\n}"],
		["stay as they are where they are the original's", "f(a,\n  b);", "f(a,\n  c);", "f(a,\n  b);"],
		[
			"keep a comment's alignment",
			"/**\n * A.\n */\nf() {\n  g();\n}",
			"f() {\n\tg();\n}",
			"/**\n * A.\n */\nf() {\n\tg();\n}",
		],
		[
			"keep the alignment of what goes on under a bracket",
			"x = f(a,\n      b)",
			"x = f(a,\n      c)",
			"x = f(a,\n      b)",
		],
	] as const) {
		test(name, () => equal(fitted(code, original), expected));
	}
});

suite("steps of indentation under a base of another kind", () => {
	test("of tabs within spaces stay as they are", () => {
		equal(fitted("f() {\n  g();\n}", "\tf() {\n\t  h();\n\t}"), "\tf() {\n\t  g();\n\t}");
	});

	test("become tabs where a base of tabs is all that shows", () => {
		equal(fitted("if (a) {\n  g();\n}", "\tg();"), "\tif (a) {\n\t\tg();\n\t}");
	});
});

suite("a new file", () => {
	for (const [name, code, eol, expected] of [
		["begins at the margin and ends with a line ending", "\n    a:\n      b\n\n    c\n\n", "\n", "a:\n  b\n\nc\n"],
		["has the line endings asked for", "a\nb", "\r\n", "a\r\nb\r\n"],
	] as const) {
		test(name, () => equal(fitToNewFile(code, eol), expected));
	}
});

suite("steps of indentation that show no clear unit", () => {
	const original = "if a:\n    b()";
	for (const [name, code] of [
		["stay where they only align", "x = f(a,\n      b)"],
		["stay where some line fits no step", "if a:\n  f(a,\n    b)\n  g(\n   c)"],
		["stay where most are the original's", "if a:\n    if b:\n        f(a,\n          b)"],
	] as const) {
		test(name, () => equal(fitted(code, original), code));
	}
});

suite("line endings and edges", () => {
	for (const [name, code, original, eol, expected] of [
		["the document's line ending is used", "a\nb", "a\r\nc", "\r\n", "a\r\nb"],
		["Windows line endings of an answer are not kept", "a\r\nb\r\n", "a\nc", "\n", "a\nb"],
		["no final line ending is added", "a\n", "b", "\n", "a"],
		["a final line ending is not lost", "a", "b\n", "\n", "a\n"],
		["several final line endings are not lost", "a\n", "b\r\n\r\n", "\r\n", "a\r\n\r\n"],
		["blank lines at the code's ends are dropped", "\n\na\n  \n", "b", "\n", "a"],
		["blank lines at the original's ends are kept", "a", "\n  \nb\n\t", "\n", "\n  \na\n\t"],
		["blank lines within are the code's", "a\n\n\nb", "a\nb", "\n", "a\n\n\nb"],
		["white space at the end of a line is the code's", "a  \nb", "a\nb", "\n", "a  \nb"],
	] as const) {
		test(name, () => equal(fitted(code, original, eol), expected));
	}

	test("code given back as it was is the very same", () => {
		for (const original of ["  a\n\n    b\n", "\ta\r\n\t\tb", "a\n  b\n\n", "  if x:\n      y\n  z"]) {
			const eol = original.includes("\r\n") ? "\r\n" : "\n";
			equal(fitted(original, original, eol), original);
		}
	});
});

import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { whitespace } from "../../../../server/completion/filters/whitespace";
import { readCaret, testCarets } from "../../../support/caret";

suite("white space", () => {
	testCarets(
		[
			["at the end is cut off", "typescript", "const a = ├1;│  \n\n┤"],
			["alone is nothing", "typescript", "const a =├│ \n\t┤"],
			["before a word stays as one space", "python", "return ├await │ ┤value"],
			["before what closes is cut off", "typescript", "f(├a│ ┤)"],
			["before a brace stays as one space", "typescript", "f({ ├a ┤});"],
			["before a brace on a line of its own stays", "go", "func f() {├\n\ta()\n┤}"],
			["at the beginning stays behind code", "go", "return├ a┤"],
		],
		whitespace,
	);

	for (const [name, languageId, marked, expected] of [
		["behind a space is one too many", "typescript", "const a = ├ 1;┤", "1;"],
		["behind indentation is one too many", "python", "a = 1\n    ├    b = 2┤", "b = 2"],
		["below a block's opener indents", "python", "def f():\n├    return 1┤", "    return 1"],
		["that is a line end is none on an empty line", "typescript", "f();\n├\n\ng();┤", "g();"],
		["of a new line counts from the cursor", "java", "{\n    a();\n    ├\n    b();┤", "b();"],
		["of a new line that is indented less stays", "java", "{\n    a();\n    ├\n}┤", "\n}"],
		["at the end of a line within is cut off", "rust", "├f();  \ng();\t\nh();┤", "f();\ng();\nh();"],
		["at the end of a line of prose stays", "markdown", "├One  \ntwo┤", "One  \ntwo"],
		["at the end of a line of a string stays", "python", '├a = """b  \nc"""┤', 'a = """b  \nc"""'],
		["holds no carriage return", "csharp", "├f();\r\ng();\r┤", "f();\ng();"],
		[
			"is tabs where the file has them",
			"typescript",
			"{\n\ta();\n}\n├{\n    b();\n        c();\n}┤",
			"{\n\tb();\n\t\tc();\n}",
		],
		[
			"is tabs, whatever the model's width",
			"typescript",
			"{\n\ta();\n}\n├{\n  b();\n    c();\n}┤",
			"{\n\tb();\n\t\tc();\n}",
		],
		["is spaces where the file has them", "python", "if a:\n  b()\n├if c:\n\td()\n\t\te()┤", "if c:\n  d()\n    e()"],
		["is tabs in Go", "go", "├func f() {\n    a()\n}┤", "func f() {\n\ta()\n}"],
		["stays what it is where the file has none", "css", "├a {\n   b: c;\n}┤", "a {\n   b: c;\n}"],
		["stays what it is where the file has both", "c", "{\n\ta();\n  b();\n}\n├{\n    c();\n}┤", "{\n    c();\n}"],
		["in a string stays what it is", "typescript", "{\n\ta();\n}\n├b(`\n    c\n`);┤", "b(`\n    c\n`);"],
		["that aligns a comment's stars stays", "javascript", "{\n\ta();\n}\n├/**\n * B.\n */┤", "/**\n * B.\n */"],
	] as const) {
		test(`${languageId}: ${name}`, () => {
			const { place, raw } = readCaret(marked, languageId);
			equal(whitespace(raw, place), expected);
		});
	}
});

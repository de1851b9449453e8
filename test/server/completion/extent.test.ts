import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { endOf, extentAt } from "../../../server/completion/extent";
import type { Place } from "../../../server/completion/place";
import { readCaret, sample, testCarets } from "../../support/caret";
import { randomNumbers } from "../../support/random";

const extentOf = (marked: string, languageId: string) => extentAt(readCaret(marked, languageId).place);

suite("a completion is a block", () => {
	for (const [name, languageId, marked] of [
		["behind a brace", "typescript", "function f() {│"],
		["behind a brace that the editor has closed", "typescript", "function f() {│}"],
		["behind a brace and white space", "typescript", "function f() { │"],
		["behind a bracket", "typescript", "const all = [│];"],
		["behind a parenthesis", "go", "fmt.Println(│)"],
		["behind an arrow", "javascript", "const f = (a) =>│"],
		["behind a case", "java", "switch (x) {\n    case 1:│\n}"],
		["behind Python's colon", "python", "def f(a):│"],
		["behind YAML's key", "yaml", "services:│"],
		["behind a tag", "html", "<ul>│</ul>"],
		["behind JSX's tag", "typescriptreact", "return (\n\t<ul className={a}>│"],
		["behind then", "shellscript", "if [ -z $1 ]; then│"],
		["behind do", "ruby", "items.each do |item|│"],
		["behind a method's head", "ruby", "  def name(a)│"],
		["behind a function's head", "lua", "local function add(a, b)│"],
		["in a match arm", "rust", "match x {\n    Some(y) =>│\n}"],
		["behind a selector", "css", ".a, .b {│}"],
		["behind an opened object", "json", '{\n  "a": {│}\n}'],
		["behind a YAML list's key", "yaml", "- a:│\n- b: 1"],
		["on an empty line after a signature", "typescript", "function f() {\n\t│\n}"],
		["on an empty line of an empty body that nothing closes", "cpp", "int f() {\n  │"],
		["on a line that is not indented yet", "python", "def f(a):\n│\n\ndef g():\n    pass"],
		["after a docstring", "python", 'def f(a):\n    """Adds."""\n    │'],
		["after a comment in an empty body", "rust", "fn f() {\n    // Adds them.\n    │\n}"],
		["after a signature over several lines", "python", "def f(\n    a,\n    b,\n) -> int:\n    │"],
		["after a brace on a line of its own", "csharp", "void F()\n{\n    │\n}"],
	] as const) {
		test(`${languageId}: ${name}`, () => equal(extentOf(marked, languageId), "block"));
	}
});

suite("a completion is a line", () => {
	for (const [name, languageId, marked] of [
		["behind a statement", "typescript", "const a = 1;│"],
		["on an empty line in a list at its key's margin", "yaml", "a:\n│\n- b"],
		["in the middle of one", "typescript", "const a = │"],
		["before more than what closes", "typescript", "if (a) {│ return; }"],
		["on an empty line among others", "typescript", "f();\n│\ng();"],
		["on an empty line in a body with lines below", "typescript", "function f() {\n\t│\n\treturn 1;\n}"],
		["on an empty line in a body with lines above", "python", "def f():\n    a = 1\n    │"],
		["behind a closing brace", "go", "func f() {\n}│"],
		["in a comment", "typescript", "// see f() {│"],
		["in a string", "typescript", 'const a = "f() {│'],
		["in a template over several lines", "typescript", "const a = `\nfunction f() {│\n`;"],
		["behind a key's colon in brackets", "python", 'x = {"a":│}'],
		["behind a slice's colon", "python", "x[1:│]"],
		["behind a type's arguments", "typescriptreact", "class A extends Map<Key>│"],
		["behind an element without content", "html", "<br>│"],
		["behind a type's colon", "typescript", "function f(a:│)"],
		["in prose", "markdown", "Do this:│"],
		["behind a brace in prose", "plaintext", "a {│"],
	] as const) {
		test(`${languageId}: ${name}`, () => equal(extentOf(marked, languageId), "line"));
	}
});

const ended = (raw: string, place: Place) => raw.slice(0, endOf(raw, place, extentAt(place)));

suite("a line ends", () => {
	testCarets(
		[
			["at its line end", "typescript", "const a = ├1;│\nconst b = 2;┤"],
			["nowhere while it has none", "typescript", "const a = ├1 + ┤"],
			["after the line that follows a finished one", "typescript", "f();├\ng();│\nh();┤"],
			["after the line that follows a blank one", "typescript", "f();├\n\ng();│\nh();┤"],
			["at once after too many blank ones", "typescript", "f();├│\n\n\n\ng();┤"],
			["at once where text would move down", "typescript", "f(a├│\n, b┤);"],
			["at a bracket's line even if it is open", "typescript", "const a = ├{│\n\tb: 1,\n};┤"],
			["in prose at its line end", "markdown", "It is ├so.│\nThat┤"],
		],
		ended,
	);
});

suite("a block ends", () => {
	testCarets(
		[
			["with its brace", "typescript", "function f() {├\n\treturn 1;\n}│\n\nfunction g() {}┤"],
			["before the brace that is there", "typescript", "function f() {\n\t├return 1;│\n}\n\nfunction g() {}┤\n}"],
			[
				"before the brace behind the cursor, with a line end",
				"typescript",
				"function f() {├\n\treturn 1;\n│}\n\nfunction g() {}┤}",
			],
			["with what follows the brace", "typescript", "test(() => {├\n\tf();\n});│\ntest(┤"],
			["before another block on its last line", "javascript", "if (a) {├\n\tf();\n}│ else {\n\tg();\n}\n┤"],
			[
				"before a brace that the document follows with another block",
				"javascript",
				"if (a) {├\n\tf();│\n} else {\n┤\n} else {\n\tg();\n}",
			],
			["not with an inner brace", "go", "for {├\n\tif a {\n\t\tb()\n\t}\n\tc()\n}│\nd()\n┤"],
			["not at a brace in a string", "java", 'void f() {├\n    g("}");\n    h();\n}│\n\n┤'],
			["not at a brace in a comment", "cpp", "int f() {├\n  // }\n  /* } */\n  return 1;\n}│\n\n┤"],
			["not at a brace in a template", "typescript", `function f() {├\n\treturn \`}\n} \${a({})}\`;\n}│\nx\n┤`],
			["not at a brace in a regular expression", "javascript", "function f() {├\n\treturn /[}]/.test(a);\n}│\nx\n┤"],
			["not at a brace in a string that goes on after a backslash", "cpp", 'int f() {├\n  g("a \\\n}");\n}│\n\n┤'],
			["not at a brace in a character", "rust", "fn f<'a>() {├\n    g('}', '\\'', &'a x);\n}│\nx\n┤"],
			["before a dedent", "python", "def f(a):├\n    return a│\n\n\ndef g():\n┤"],
			["not at a blank line", "python", "def f(a):├\n    b = a\n\n    return b│\ng()\n┤"],
			[
				"not at a bracket that closes at the margin",
				"python",
				"def f(a):├\n    b = [\n        1,\n]\n    return b│\ng()\n┤",
			],
			["not in a string at the margin", "python", 'def f(a):├\n    b = """\none\n"""\n    return b│\ng()\n┤'],
			["with the statement behind a colon", "python", "if a:├ return b│\nc()\n┤"],
			["with the statement behind an arrow", "typescript", "const f = (a) =>├ a + 1;│\nconst g = 2;\n┤"],
			["with the braces behind an arrow", "typescript", "const f = (a) =>├ {\n\treturn a;\n};│\nconst g = 2;\n┤"],
			["with its word", "ruby", "def f(a)├\n  a + 1\nend│\n\ndef g\n┤"],
			["before the word that is there", "ruby", "def f(a)\n  ├a + 1│\nend\n\ndef g\n┤\nend"],
			["with fi", "shellscript", "if [ $1 ]; then├\n  echo $1\nfi│\necho\n┤"],
			["with the tag's end", "html", "<ul>├\n  <li>a</li>\n</ul>│\n<p>\n┤"],
			["before the tag's end that is there", "html", "<ul>\n  ├<li>a</li>│\n</ul>\n┤\n</ul>"],
			[
				"with a case's last line",
				"java",
				"switch (a) {\n    case 1:├\n        f();\n        break;│\n    case 2:\n┤\n}",
			],
			["not at C++'s labels", "cpp", "class A {├\npublic:\n  int a;\n};│\n\n┤"],
			["not at Go's cases", "go", "switch a {├\ncase 1:\n\tf()\ndefault:\n}│\n\n┤"],
			["not at a directive", "cpp", "int f() {├\n#ifdef A\n  a();\n#endif\n}│\n\n┤"],
			["with the arguments and what follows", "typescript", "f(├a, b);│\ng();\n┤"],
			["before the parenthesis that is there", "typescript", "f(├a, b│);\ng();\n┤)"],
			["with an inner call's arguments where the outer one is closed", "typescript", "f(g(├a), b│);\n┤)"],
			["at YAML's next key", "yaml", "a:├\n  b: 1\n  c: 2│\nd: 3\n┤"],
			["after three blank lines", "typescript", "function f() {├\n\ta();│\n\n\n\n\n┤"],
		],
		ended,
	);

	test("after thirty lines, where no bracket is open", () => {
		const lines = Array.from({ length: 28 }, (_, at) => `\n\ta${at}();`).join("");
		const raw = `${lines}\n\tb(\n\t\t1,\n\t\t2,\n\t);\n`;
		const { place } = readCaret("function f() {│", "typescript");
		equal(endOf(raw, place, "block"), lines.length);
	});
});

suite("while it streams in", () => {
	const texts = [
		"\n\treturn 1;\n}\n\nfunction g() {}\n",
		"\n    return a\n\n\ndef g():\n    pass\n",
		`\n\tf(\`}\n\${a}\`);\n} else {\n\tg();\n}\n`,
		"a), b);\nc();\n",
		" {\n\treturn { a: '}' };\n};\n\n\n\n\n\nx",
		"\n  <li>a</li>\n</ul>\n<p>",
		'\n    """Text\n    """\n    x = [\n]\n    return x\ny\n',
		"\n  a + 1\nend\nend\n",
	];
	const documents = [
		"function f() {│",
		"function f() {\n\t│\n}",
		"x = (│)",
		"const f = (a) =>│",
		"f(g(│)",
		"a();│",
		"<ul>│",
		"if a:│",
	];

	for (const languageId of ["typescript", "python", "ruby", "html", "rust", "markdown"]) {
		test(`${languageId}: a completion ends at the same place however it is cut`, () => {
			const random = randomNumbers(4);
			const all = [...texts, ...texts.map((text) => shuffled(text, random))];
			for (const document of documents) {
				const { place } = readCaret(document, languageId);
				for (const text of all) equal(unsteady(text, place), undefined, JSON.stringify([document, text]));
			}
		});
	}

	/** The first piece of a text that says its end is somewhere else than the whole text does. */
	function unsteady(text: string, place: Place): string | undefined {
		const extents = ["line", "block"] as const;
		for (const extent of extents) {
			const whole = endOf(text, place, extent);
			const pieces = Array.from({ length: text.length }, (_, at) => text.slice(0, at));
			const first = pieces.findIndex((piece) => endOf(piece, place, extent) !== undefined);
			const found = first < 0 ? undefined : pieces.slice(first).find((piece) => endOf(piece, place, extent) !== whole);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	/** The lines of a text in another order: code that no one would write. */
	function shuffled(text: string, random: () => number): string {
		return text
			.split("\n")
			.map((line) => ({ line, at: random() }))
			.toSorted((a, b) => a.at - b.at)
			.map(({ line }) => line)
			.join("\n");
	}
});

test("a sample is read without the indentation of the test", () => {
	equal(
		sample`
			if (a) {
				b();
			}
		`,
		"if (a) {\n\tb();\n}",
	);
});

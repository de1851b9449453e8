import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { findInsertion } from "../../../server/edit/insertion";

/** What becomes of code with the cursor at `│`, given a model's new version; the kind where that is no insertion. */
function inserted(marked: string, version: string): string {
	const [before = "", after = ""] = marked.split("│");
	const found = findInsertion(version, { before, after, mark: "<cursor>" });
	return found.kind === "insertion" ? found.code : found.kind;
}

interface Case {
	readonly code: string;
	readonly version: string;
	/** That of `version` where it is left out. */
	readonly expected?: string;
}

const sum = (body: string) => `function sum(xs) {\n  let total = 0;\n${body}\n}`;
const loop = "  for (const x of xs) {\n    total += x;\n  }";

/** A suite of cases, each a line of its own. */
function cases(title: string, all: Readonly<Record<string, Case>>): void {
	suite(title, () => {
		for (const [name, { code, version, expected = version }] of Object.entries(all)) {
			test(name, () => equal(inserted(code, version), expected));
		}
	});
}

cases("what stands at the cursor is found", {
	"the rest of a word": { code: sum(`${loop}\n  return tot│;`), version: sum(`${loop}\n  return total;`) },
	"a value before the line's end": { code: sum(`${loop}\n  return │;`), version: sum(`${loop}\n  return total;`) },
	"with the space that was missing": { code: sum(`${loop}\n  return│;`), version: sum(`${loop}\n  return total;`) },
	"a line of its own": { code: sum(`${loop}\n  │`), version: sum(`${loop}\n  return total;`) },
	"a line within a block": {
		code: sum("  for (const x of xs) {\n    │\n  }\n  return total;"),
		version: sum(`${loop}\n  return total;`),
	},
	"several lines": { code: sum("  │"), version: sum(`${loop}\n  return total;`) },
	"lines after the end of a line": { code: sum("  for (const x of xs) {│\n  }"), version: sum(loop) },
	"a block within brackets that are closed": { code: "f(() => {│});", version: "f(() => {\n  g();\n});" },
	"a line before one, at its start": { code: "a();\n│b();", version: "a();\nc();\nb();" },
	"a line before one, at its first word": { code: "f() {\n  │b();\n}", version: "f() {\n  c();\n  b();\n}" },
	"an argument": { code: "f(a, │);", version: "f(a, b);" },
	"a word within a string": { code: 'say("hello │");', version: 'say("hello world");' },
	"the first code of a file": { code: "│", version: "function f() {}" },
	"the first code of a file, at the margin": { code: "│", version: "  f();\n    g();", expected: "f();\n  g();" },
	"code before the first": { code: "│\n\nf();", version: "import { f } from './f';\n\nf();" },
	"code after the last": { code: "f();\n\n│", version: "f();\n\ng();" },
	"with a blank line that was not there": { code: "f();\n│", version: "f();\n\ng();" },
	"with a blank line between it and what follows": { code: "f();\n\n│\nh();", version: "f();\n\ng();\n\nh();" },
	"brackets that close what is open": {
		code: "function f() {\n  if (x) {│",
		version: "function f() {\n  if (x) {\n    g();\n  }\n}",
	},
	"an element of a page": {
		code: "<ul>\n  <li>a</li>\n  │\n</ul>",
		version: "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>",
	},
	"a clause of a query": {
		code: "SELECT name\nFROM users\nWHERE │;",
		version: "SELECT name\nFROM users\nWHERE id = 1;",
	},
});

cases("Python's indentation", {
	"of a line in a block is kept": {
		code: "def f(xs):\n    for x in xs:\n        │\n    return x",
		version: "def f(xs):\n    for x in xs:\n        g(x)\n    return x",
	},
	"of a line that leaves the block is the model's": {
		code: "def f(xs):\n    for x in xs:\n        g(x)\n        │",
		version: "def f(xs):\n    for x in xs:\n        g(x)\n    return xs",
	},
	"of several lines is kept": {
		code: "def f(xs):\n    │",
		version: "def f(xs):\n    for x in xs:\n        g(x)\n\n    return xs",
	},
	"after a colon is the model's": { code: "if x:│\n", version: "if x:\n    g()", expected: "if x:\n    g()\n" },
});

cases("layout that the model changed is not taken", {
	"its own step of indentation": {
		code: "function f() {\n    a();\n    │\n}",
		version: "function f() {\n  a();\n  if (x) {\n    b();\n  }\n}",
		expected: "function f() {\n    a();\n    if (x) {\n        b();\n    }\n}",
	},
	"spaces in place of a tab that only the cursor's line has": {
		code: "function f() {\n\t│\n}",
		version: "function f() {\n  if (x) {\n    b();\n  }\n}",
		expected: "function f() {\n\tif (x) {\n\t\tb();\n\t}\n}",
	},
	"all of it at the margin": {
		code: "  f() {\n    a();\n    │\n  }",
		version: "f() {\n  a();\n  b();\n}",
		expected: "  f() {\n    a();\n    b();\n  }",
	},
	"its first line alone at the margin": {
		code: "  f() {\n    a();\n    │\n  }",
		version: "f() {\n    a();\n    b();\n  }",
		expected: "  f() {\n    a();\n    b();\n  }",
	},
	"a line beside the cursor further out": {
		code: "  f() {\n  }\n\n│",
		version: "    f() {\n    }\n\n  g() {\n    a();\n  }",
		expected: "  f() {\n  }\n\ng() {\n  a();\n}",
	},
	"white space within lines": {
		code: "const a=[1,2];\nreturn │;",
		version: "const a = [1, 2];\nreturn a[0];",
		expected: "const a=[1,2];\nreturn a[0];",
	},
	"spaces at the ends of lines": {
		code: "a();  \nb(│);\nc();",
		version: "a();\nb(1);  \nc();",
		expected: "a();  \nb(1);\nc();",
	},
	"blank lines that it left out": {
		code: "a();\n\n\nb(│);\n\n\nc();",
		version: "a();\nb(1);\nc();",
		expected: "a();\n\n\nb(1);\n\n\nc();",
	},
	"the place of the bracket that follows": {
		code: "if (x) {\n  a();\n  │\n  }",
		version: "if (x) {\n  a();\n  b();\n}",
		expected: "if (x) {\n  a();\n  b();\n  }",
	},
});

cases("what the editor had closed already is used up", {
	"a bracket": { code: "f(│)\ng();", version: "f(a, b);\ng();" },
	"a bracket, over several lines": {
		code: "f(│)\n",
		version: "f(() => {\n  g();\n});",
		expected: "f(() => {\n  g();\n});\n",
	},
	"a quote and a bracket": { code: 'say("│")\nend();', version: 'say("hello");\nend();' },
	"a brace": { code: "if (x) {│}", version: "if (x) {\n  g();\n} else {\n  h();\n}" },
	"but not where it still closes": { code: "f(│);", version: "f(g(a));" },
	"but not where the model left it out": {
		code: "f(│)\nlonger(name, here);",
		version: "f(a\nlonger(name, here);",
		expected: "elsewhere",
	},
});

cases("what the model wrote twice is taken once", {
	"the end of the line": {
		code: "f() {\n  return │;\n}",
		version: "f() {\n  return total;;\n}",
		expected: "f() {\n  return total;\n}",
	},
	"the end of the line, below": {
		code: "f() {\n  g(│, second);\n}",
		version: "f() {\n  g(first, second);\n  , second);\n}",
		expected: "f() {\n  g(first, second);\n}",
	},
	"the start of the line": {
		code: "f() {\n  return │;\n}",
		version: "f() {\n  return return total;\n}",
		expected: "f() {\n  return total;\n}",
	},
	"but not the half of a name": { code: "bar│", version: "barbar = 1;" },
	"a closing bracket": { code: "f(│)\nend();", version: "f(a, b))\nend();", expected: "f(a, b)\nend();" },
	"but not a bracket that closes another": { code: "f(│)", version: "f(g(a))" },
});

cases("a mark that the model left is taken out", {
	"in its place, before": { code: "f(│);", version: "f(<cursor>a);", expected: "f(a);" },
	"in its place, after": { code: "f(│);", version: "f(a<cursor>);", expected: "f(a);" },
	"on a line of its own": {
		code: "f() {\n  │\n}",
		version: "f() {\n  a();\n  <cursor>\n}",
		expected: "f() {\n  a();\n}",
	},
	"in a comment": { code: "f() {\n  │\n}", version: "f() {\n  a();\n  // <cursor>\n}", expected: "f() {\n  a();\n}" },
});

cases("what was changed elsewhere is not taken", {
	"before the cursor": {
		code: "function sum(xs, n) {\n  let total = 0;\n  for (const x of xs) │\n  return total;\n}",
		version: "function sum(xs) {\n  let total = 0;\n  for (const x of xs) total += x;\n  return total;\n}",
		expected: "function sum(xs, n) {\n  let total = 0;\n  for (const x of xs) total += x;\n  return total;\n}",
	},
	"after the cursor": {
		code: "const first = items[0];\nconst second = │;\nreturn [first, second, third];\n// The end.",
		version: "const first = items[0];\nconst second = items[1];\nreturn [first, second, third];\n// All of it.",
		expected: "const first = items[0];\nconst second = items[1];\nreturn [first, second, third];\n// The end.",
	},
	"code after the end": {
		code: "function half(x) {\n  return x │;\n}",
		version: "function half(x) {\n  return x / 2;\n}\n\nconsole.log(half(4))",
		expected: "function half(x) {\n  return x / 2;\n}",
	},
});

cases("no insertion can be told", {
	"where nothing was changed": { code: "f(│);", version: "f();", expected: "nothing" },
	"where the mark was given back": { code: "f(│);", version: "f(<cursor>);", expected: "nothing" },
	"where only the layout was changed": { code: "f(a,│ b);", version: "f(\n  a,\n  b,\n);", expected: "elsewhere" },
	"where only other lines were changed": {
		code: "const first = items[1];\nuse(first);│",
		version: "const first = items[0];\nuse(first);",
		expected: "elsewhere",
	},
	"where the line before the cursor is another": {
		code: "let total = 0;\nreturn │;",
		version: "const total = 1;\nreturn total;",
		expected: "elsewhere",
	},
	"where it needs a name that was changed elsewhere": {
		code: "function scale(x) {\n  const factor = 2;\n  return │;\n}",
		version: "function scale(value) {\n  const factor = 2;\n  return value * factor;\n}",
		expected: "elsewhere",
	},
	"where it needs a variable that was added elsewhere": {
		code: "function sum(xs) {\n  for (const x of xs) {\n    │\n  }\n}",
		version: "function sum(xs) {\n  let total = 0;\n  for (const x of xs) {\n    total += x;\n  }\n}",
		expected: "elsewhere",
	},
	"where the code is another": { code: "f(│);", version: "nothing of it", expected: "elsewhere" },
	"where it was left out": { code: sum(`${loop}\n  return │;`), version: "return total;", expected: "elsewhere" },
});

import { suite } from "node:test";
import { dedent } from "../../../../server/completion/filters/dedent";
import { testCarets } from "../../../support/caret";

suite("a dedent", () => {
	testCarets(
		[
			["ends the block", "python", "def f():\n    ├return 1│\n\ndef g():\n    pass┤"],
			["ends the lines around the cursor", "python", "def f():\n    a = 1\n    ├return a│\ng()┤"],
			["that a closing bracket makes stays", "typescript", "function f() {├\n\treturn 1;\n}│\nfunction g() {}┤"],
			[
				"that a missing bracket makes stays",
				"typescript",
				"function f() {\n\ta();\n\t├return 1;\n}│\n\nfunction g() {┤",
			],
			["within brackets is none", "python", "def f():\n    ├a = [\n  1,\n]\n    return a┤"],
			["within a string is none", "python", 'def f():\n    ├a = """\nb\n"""\n    return a┤'],
			["within a template is none", "javascript", "function f() {\n  ├const a = `\nb\n`;\n  g();┤"],
			["after a blank line ends it before that", "yaml", "a:\n  ├b: 1│\n\nc: 2┤"],
			["makes an end", "ruby", "def f\n  ├a\nend│\n\nb┤"],
			["makes no end that is there", "ruby", "def f\n  ├a│\nend┤\nend"],
			["that closes a tag stays", "html", "<ul>\n  ├<li>a</li>\n</ul>│\n<p>┤"],
			["of the next branch ends it", "python", "if a:├\n    b()│\nelse:\n    c()┤"],
			["of the next case ends it", "go", "switch a {\ncase 1:├\n\tb()│\ncase 2:\n\tc()┤\n}"],
			["of the next case after a finished one is none", "cpp", "switch (a) {\ncase 1:\n  b();\n  break;├\ncase 2:┤\n}"],
			["of a list at its key's margin is none", "yaml", "a:├\n- b: 1\n  c: 2\n- b: 3│\nd: 4┤"],
			["of a list's next point ends the one before", "yaml", "- a:├\n    b: 1│\n- c: 2┤"],
			["of a pattern at its case's margin is none", "shellscript", 'case "$1" in├\na | b)\n\tc ;;\nesac│\nd┤'],
			[
				"is none where an earlier parenthesis was left open",
				"python",
				"a = f(1\n\n\ndef g():\n    b()\n├\n\ndef h():┤",
			],
			["is measured in columns", "makefile", "all: a├\n\tb\n\tc┤"],
			["is none where there is no block", "typescript", "a();├\nb();\nc();┤"],
			["to the margin ends a rule", "css", "a {├\n  b: c;\n}│\nd {┤"],
			["ends a loop's body", "shellscript", "for a in b; do├\n  c\ndone│\nd┤"],
			["leaves the arguments of a call", "typescript", "f(├\n\ta,\n\tb,\n);│\ng();┤"],
		],
		dedent,
	);
});

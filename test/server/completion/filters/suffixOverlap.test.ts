import { suite } from "node:test";
import { suffixOverlap } from "../../../../server/completion/filters/suffixOverlap";
import { testCarets } from "../../../support/caret";

suite("an overlap with the text after the cursor", () => {
	testCarets(
		[
			["is cut off", "typescript", "f(├a, b│);┤);"],
			["is cut off at auto-closed quotes", "java", 'f("├a│");┤");'],
			["is cut off at its longest", "typescript", "if (├a && b│) {┤) {"],
			["is cut off, white space aside", "typescript", "if (├a│) {┤){"],
			["of a bracket that is needed stays", "typescript", "f(├g()┤)"],
			["of brackets that are needed in part", "typescript", "f(├g(h())│)┤)"],
			["of a word is cut off", "python", "return ├await │value┤value"],
			["of a part of a word stays", "typescript", "├const f┤foo();"],
			["of a part of a word after the cursor stays", "typescript", "return ├a + b┤bc;"],
			["of a semicolon is cut off", "rust", "let a = ├1│;┤;"],
			["of a comma is cut off", "json", '[├"a"│,┤, "b"]'],
			["of a line below is cut off", "go", "├a := 1│\nreturn a┤\nreturn a"],
			["of lines below is cut off", "python", "├a = 1│\n\nb = 2\nreturn a┤\nb = 2\nreturn a\n"],
			["of a line below with another indentation is cut off", "python", "if a:\n    ├b()│\nreturn c┤\n  return c"],
			["of a line in its own block stays", "typescript", "function f() {\n\t├if (a)\n\t\treturn b;┤\n\treturn b;\n}"],
			["of a brace that is needed stays", "cpp", "int f() {\n  if (a) {\n    ├b();\n  }┤\n}"],
			["of a brace that is there is cut off", "cpp", "int f() {\n  ├b();│\n}┤\n}"],
			["of a tag that is there is cut off", "html", "<ul>\n  ├<li>a</li>│\n</ul>┤\n</ul>"],
			["of a tag at another depth stays", "html", "<div>\n  <div>\n    ├a\n  </div>┤\n</div>"],
			["of an end that is there is cut off", "ruby", "def f\n  ├a│\nend┤\nend"],
			["of an end at another depth stays", "ruby", "class A\n  def f\n    ├a\n  end┤\nend"],
			["of text in the middle stays", "typescript", "├a();\nb();┤\na();"],
			["of a declaration is cut off", "css", "a {\n  ├color: red;│\n  margin: 0;┤\n  margin: 0;\n}"],
			["of a string's end is cut off", "yaml", 'a: "├b│"┤"'],
		],
		suffixOverlap,
	);
});

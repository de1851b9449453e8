import { suite } from "node:test";
import { existing } from "../../../../server/completion/filters/existing";
import { testCarets } from "../../../support/caret";

suite("what stands there already", () => {
	testCarets(
		[
			["is the rest of the line", "typescript", "const a = f(├│b);┤b);"],
			["is the rest of the line, white space aside", "typescript", "const a = ├│b+c;┤b + c;"],
			["is the beginning of the rest", "typescript", "const a = ├│b┤b + c;"],
			["is no part of a word", "typescript", "const a = ├b┤bc;"],
			["is a bracket that closes what is open", "javascript", "f(a├│)┤)"],
			["is no bracket that is needed once more", "javascript", "f(g(a├)┤)"],
			["is the line below", "python", "def f():\n    ├│return 1┤\n    return 1"],
			["is the lines below", "go", "├│a()\nb()┤\n\na()\nb()\nc()"],
			["is the line below with what is typed of it", "rust", "let a = ├│1;┤\nlet a = 1;\n"],
			["is not another line", "java", "├a();┤\nb();"],
			["is a brace at the same depth", "cpp", "int f() {\n  a();\n├│}┤\n}"],
			["is no brace at another depth", "cpp", "namespace a {\n  int f() {\n    b();\n  ├}┤\n}"],
			["is no end at another depth", "ruby", "class A\n  def f\n    1\n  ├end┤\nend"],
			["is a closing tag behind the cursor", "html", "<p>a├│</p>┤</p>"],
			["is an attribute's quote", "html", '<p class="a├│"┤">'],
			["is a key below", "yaml", "a:\n  ├│b: 1┤\n  b: 1"],
		],
		existing,
	);
});

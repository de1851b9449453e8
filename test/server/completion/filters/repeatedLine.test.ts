import { suite } from "node:test";
import { repeatedLine } from "../../../../server/completion/filters/repeatedLine";
import { testCarets } from "../../../support/caret";

suite("a repeat", () => {
	testCarets(
		[
			["of the line above is dropped", "typescript", "count(a);\n├│count(a);┤"],
			["of the line above with other white space is dropped", "typescript", "f( a );\n├│f(a)┤"],
			["of the line above with other quotes is dropped", "javascript", "import a from 'b';\n├│import a from \"b\";┤"],
			["of the line above that is typed in part is dropped", "python", "self.a = a\nself.├│a = a┤"],
			["of the finished line is dropped", "python", "self.a = a├│\nself.a = a┤"],
			["of the line below is dropped", "go", "├│count(a)┤\n\ncount(a)"],
			["of the block above is dropped", "java", "a = f(1);\nb = g(2);\n├│a = f(1);\nb = g(2);┤"],
			[
				"of a block further up is dropped",
				"rust",
				"let a = f();\nlet b = g();\nlet c = h();\nrun(a, b, c);\n├│let a = f();\nlet b = g();\nlet c = h();┤",
			],
			["in itself is cut before its second time", "python", "├a.next()│\na.next()\na.next()\na.next()┤"],
			["of lines in itself is cut", "css", "a {\n├  b: c;\n  d: e;│\n  b: c;\n  d: e;\n  b: c;\n  d: e;┤"],
			["after other lines is cut", "typescript", "├start();\nf(a);│\nf(a);\nf(a);┤"],
			["of closing lines stays", "typescript", "\t}\n├}\n}\n}┤"],
			["of closing tags stays", "html", "    </div>\n├  </div>\n</div>┤"],
			["of ends stays", "ruby", "    end\n├  end\nend┤"],
			["with another name stays", "typescript", "this.a = a;\n├this.b = b;┤"],
			["with another literal stays", "python", 'rows = [\n    ("a", 1),\n├    ("a", 2),\n    ("a", 3),┤\n]'],
			["with a space more in a string stays", "go", '{"PT0S", 1},\n├{" PT0S", 1},┤'],
			["with another operator stays", "cpp", "a = b + c;\n├a = b - c;┤"],
			["of numbers stays", "json", "[\n  [0, 0],\n├  [0, 0],\n  [0, 0],\n  [0, 0]┤\n]"],
			["of cells stays", "html", "<tr>\n  <td></td>\n├  <td></td>\n  <td></td>┤"],
			["of a line twice in itself stays", "go", "├skip()\nskip()┤"],
			["of returns between others stays", "java", "├if (a) {\n  return b;\n}\nif (c) {\n  return b;\n}\nreturn b;┤"],
			["of a rule in Markdown's table stays", "markdown", "| --- |\n├| --- |┤"],
			["of a line that is not next to it stays", "yaml", "- uses: a\n- run: b\n- ├uses: a┤"],
			["of an echo is dropped", "shellscript", 'echo "a"\n├│echo "a"┤'],
		],
		repeatedLine,
	);
});

import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { extentAt } from "../../../server/completion/extent";
import { filterCompletion } from "../../../server/completion/filterCompletion";
import { readCaret, sample, testCarets } from "../../support/caret";

suite("a completion", () => {
	testCarets(
		[
			[
				"of a body ends before the brace that is there",
				"typescript",
				sample`
					function sum(prices: number[]): number {
						├let total = 0;
						for (const price of prices) {
							total += price;
						}
						return total;│
					}

					function mean(prices: number[]): number {┤
					}
				`,
			],
			[
				"of a body brings the brace that is missing",
				"typescript",
				sample`
					class Cart {
						total(): number {├
							return this.items.length;
						}│

						clear(): void {┤

						isEmpty(): boolean {
							return true;
						}
					}
				`,
			],
			[
				"of a callback ends with the bracket behind the cursor on a line of its own",
				"typescript",
				sample`
					items.forEach((item) => {├
						item.close();
					│});
					done();┤});
				`,
			],
			["of arguments leaves the auto-closed parenthesis", "typescript", "const a = sum(├prices, 2│);┤);"],
			["of a condition leaves the rest of the line", "javascript", "if (├a.length > 0│) {┤) {\n\tf();\n}"],
			["of a line is a line", "javascript", "const a = ├await load();│\nconst b = a;┤"],
			["that opens a fence is nothing", "javascript", "const a = ├│```js\n1;\n```┤"],
			["that closes the answer's fence ends there", "javascript", "const a = ├1;│\n```\n\nThis sets a.┤"],
			["that thinks is nothing", "typescript", "function f() {\n\t├│Okay, so I need to return one.\n\treturn 1;┤\n}"],
			["of a string leaves its quote", "typescript", 'import { a } from "├./a│";┤";'],
			["of a string that goes on with others stays", "typescript", 'f("├a", "b┤");'],
			[
				"of JSX ends before the tag that is there",
				"typescriptreact",
				"return (\n\t<ul>\n\t\t├<li>{a}</li>│\n\t</ul>\n);┤\n\t</ul>\n);",
			],
			[
				"of a function ends at the next one",
				"python",
				sample`
					def total(prices):
					    ├result = 0
					    for price in prices:
					        result += price

					    return result│


					def mean(prices):
					    return total(prices)┤
				`,
			],
			["of a branch ends before the next", "python", "if a:├\n    b()│\nelse:\n    c()┤\nd()"],
			["of a docstring stays", "python", 'def f():\n    """├Returns one of the two."""┤\n    return 1'],
			["that repeats the line above is nothing", "python", "self.name = name\n├│self.name = name┤"],
			["that goes on with another name stays", "python", "self.name = name\nself.├age = age┤"],
			["that runs into what follows ends before it", "python", "    ├a = load()│\n    return a┤\n    return a\n"],
			["of a list in brackets leaves its bracket", "python", "a = [├1, 2│]\nprint(a)┤]"],
			["with an end of text ends there", "python", "a = ├b│<｜end▁of▁sentence｜>┤"],
			[
				"of a loop that never ends is one round",
				"python",
				"def f():\n    ├next(a)│\n    next(a)\n    next(a)\n    next(a)┤",
			],
			[
				"of a body ends with its brace",
				"go",
				sample`
					func Sum(prices []int) int {├
						total := 0
						for _, price := range prices {
							total += price
						}
						return total
					}│

					func Mean(┤
				`,
			],
			["of an error's check stays", "go", "a, err := load()\n├if err != nil {┤"],
			["of a composite leaves its brace", "go", "p := Point{├X: 1, Y: 2│}┤}"],
			["of a match's arm stays", "rust", "match a {\n    Some(b) => ├b.len(),┤\n    None => 0,\n}"],
			["of a lifetime stays", "rust", "fn first├<'a>(text: &'a str) -> &'a str {┤"],
			["of an attribute leaves its bracket", "rust", "#[├derive(Debug, Clone)│]┤]\nstruct A;"],
			[
				"of a method ends before the class's brace",
				"java",
				sample`
					class Cart {
					    int total() {├
					        int sum = 0;
					        return sum;
					    }│
					}

					class Other {┤
					}
				`,
			],
			["of generics stays", "java", "Map<String, List<├Integer>> counts = new HashMap<>();┤"],
			["of a statement leaves the semicolon", "java", "int a = ├b.size()│;┤;"],
			[
				"of a class has its labels",
				"cpp",
				"class A {├\npublic:\n  int a() const;\n\nprivate:\n  int b_;\n};│\n\nclass B┤",
			],
			["of an include stays", "cpp", "#include ├<vector>┤"],
			["of a stream stays", "cpp", 'std::cout << ├"a" << std::endl;┤'],
			["of an element leaves its end", "html", "<p>├Some words│</p>┤</p>"],
			["of a list ends with its tag", "html", "<ul>├\n  <li>a</li>\n  <li>b</li>\n</ul>│\n\n<footer>┤"],
			["of words in an element stays", "html", "<p>\n  ├Here is the list of all the things.┤\n</p>"],
			["of an attribute leaves its quote", "html", '<a href="├/home│">┤">'],
			["of a rule ends before its brace", "css", ".a {\n  ├color: red;\n  margin: 0;│\n}\n\n.b {┤\n}"],
			["of a value leaves the semicolon", "css", ".a { color: ├red│; }┤; }"],
			["of a value leaves the comma", "json", '{\n  "a": ├[1, 2]│,┤,\n  "b": 1\n}'],
			["of an object ends before its brace", "json", '{\n  "a": {├\n    "b": 1\n  │}┤}\n}'],
			["of a key's children ends at the next key", "yaml", "on:├\n  push:\n    branches: [main]│\njobs:\n  build:┤"],
			["of a step stays", "yaml", "steps:\n  - ├uses: actions/checkout@v4┤"],
			["of a sentence is a line", "markdown", "The server ├speaks LSP.│\nIt is small.┤"],
			["of a list's point stays", "markdown", "- one\n- ├Let me know (if it works) :)┤"],
			["of a block's fence stays", "markdown", "Run:\n\n├```sh┤\nnpm ci\n```\n"],
			["of a condition ends before fi", "shellscript", 'if [ -f "$a" ]; then\n  ├rm "$a"│\nfi\necho done┤\nfi'],
			["of a command leaves its quote", "shellscript", 'echo "├$HOME/bin│"┤"'],
			["of a case stays", "shellscript", 'case "$1" in\n  ├start) run ;;┤\nesac'],
			["of white space is nothing", "typescript", "const a = 1;├│\n\n  ┤"],
			["of what stands there is nothing", "typescript", "const a = ├│b;┤b;"],
		],
		(raw, place) => filterCompletion(raw, place, extentAt(place)),
	);

	test("has the file's indentation", () => {
		const { place, raw } = readCaret("function f() {\n\tif (a) {├\r\n        b();\r\n    }\r\n┤\n}", "typescript");
		equal(filterCompletion(raw, place, "block"), "\n\t\tb();\n\t}");
	});
});

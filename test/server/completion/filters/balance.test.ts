import { suite } from "node:test";
import { balance } from "../../../../server/completion/filters/balance";
import { sample, testCarets } from "../../../support/caret";

suite("balance", () => {
	testCarets(
		[
			["cuts before a bracket that closes nothing", "typescript", "const a = ├1│)┤;"],
			["cuts before one that the text after closes", "typescript", "f(├a, b│);┤)"],
			["cuts before one that a line below closes", "go", "func f() {\n\t├return\n│}┤\n}"],
			["leaves one that is missing", "typescript", "f(├a, b);┤"],
			["leaves one that closes an inner call", "java", "f(g(├a), b┤)"],
			["leaves what it opens itself", "rust", "let a = ├vec![(1, 2)];┤"],
			["leaves what is open", "typescript", "const f = ├() => {┤"],
			["leaves one that it takes and gives back", "javascript", "a(├b).c(d┤)"],
			[
				"leaves one of a class with a method that is not closed",
				"typescript",
				"class A {\n\tf() {\n\t\t├return 1;\n\t}┤\n}",
			],
			["cuts before one of another kind", "python", "f(├a│]┤)"],
			["leaves those in strings", "python", "a = ├')' + \"}\"┤"],
			["leaves those in comments", "cpp", "├f(); // :)┤"],
			["leaves those of a regular expression", "javascript", "a = ├/\\)/;┤"],
			["leaves a pattern of a case", "shellscript", 'case "$1" in\n  ├-h | "--help") a ;;┤\nesac'],
			["leaves smileys", "markdown", "So ├it is :)┤"],
			["leaves a case's parenthesis", "markdown", "├a) one\nb) two┤"],
			["cuts before a quote that is there", "python", 'print("├Hello│")┤")'],
			["cuts before a quote that is there, of another language", "go", 'fmt.Println("├Hello│")┤")'],
			["leaves a quote that another one follows", "typescript", 'f("├a", "b┤")'],
			["leaves a quote that is missing", "typescript", 'const a = "├b";┤'],
			["leaves an escaped quote", "java", 'f("├a \\" b┤")'],
			["cuts a string's line where it is closed", "javascript", 'f("├a│\ng();┤")'],
			["cuts before a closing quote of a template", "typescript", "const a = `├b│`;┤`;"],
			["leaves an apostrophe", "rust", "fn f├<'a>(b: &'a str) {}┤"],
			["cuts before a brace that is there", "css", "a {├\n  color: red;\n│}┤\n}"],
			["cuts before a bracket that is there", "json", '{\n  "a": [├1, 2│],┤]\n}'],
			[
				"leaves one that the window's other brackets do not need",
				"typescript",
				sample`
					describe("a", () => {
						it("b", () => {
							├f();
						});┤

						it("c", () => {});
					});
				`,
			],
		],
		balance,
	);
});

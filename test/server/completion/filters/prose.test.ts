import { suite } from "node:test";
import { prose } from "../../../../server/completion/filters/prose";
import { testCarets } from "../../../support/caret";

suite("prose", () => {
	testCarets(
		[
			["leaves nothing of what announces code", "typescript", "├│Here is the completed code:\n\nconst a = 1;┤"],
			["cuts at what explains it", "python", "a = ├1\n│\nThis code sets a to one.┤"],
			["cuts at a note", "go", "a := ├1│\nNote that a is an int.┤"],
			["cuts at a heading", "javascript", "a = ├1;\n│\n**Explanation:**\n┤"],
			["cuts at a sentence", "rust", "let a = ├1;│\nIt then returns the sum of both.┤"],
			["leaves nothing of politeness", "java", "├│Sure! Here you go┤"],
			[
				"leaves comments",
				"cpp",
				"├// Here is the code:\n/* It then returns the sum\nIt then returns the sum of both. */┤",
			],
			["leaves prose", "latex", "├This function is the sum of both.┤"],
			["leaves text between tags", "html", "<p>\n├It then returns the sum of both.\n</p>┤"],
			["leaves a docstring", "python", 'def f():\n    """\n    ├This function returns the sum.\n    """┤'],
			["leaves code that reads like words", "sql", "├SELECT the name from the users table┤"],
			["leaves a key that reads like a heading", "yaml", "├Note:\n  text: Here you are┤"],
			["leaves keywords", "python", "├for this in the not is and or:┤"],
			["leaves a name with a call", "typescript", "├Here.is(the, code);\noutput\n┤"],
			["leaves a type and a name", "java", "├Function function = null;┤"],
		],
		prose,
	);
});

import { suite } from "node:test";
import { fence } from "../../../../server/completion/filters/fence";
import { sample, testCarets } from "../../../support/caret";

suite("fences", () => {
	testCarets(
		[
			["cuts at the one that closes the answer", "typescript", "const a = ├1;\n│```\nThat is it.┤"],
			["cuts at one behind code", "python", "a = ├1│```┤"],
			["cuts at tildes on a line of their own", "go", "a := ├1\n│~~~┤"],
			["leaves nothing of what begins with one", "java", "├│```java\nint a;\n```┤"],
			["leaves a template", "typescript", "const a = ├`b`;\nconst c = ``;┤"],
			["leaves one in a string", "typescript", 'const fence = ├"```";┤'],
			["leaves one in a regular expression", "typescript", "const fence = ├/^```/.test(a);┤"],
			["leaves a pair in a comment", "rust", "├/// ```\n/// f();\n/// ```\nfn f() {}┤"],
			["leaves one that ends what a comment began", "typescript", "/**\n * ```ts\n ├* f();\n * ```\n */┤"],
			["leaves a pair in a docstring", "python", '"""Adds.\n├```\nf()\n```\n"""┤'],
			["cuts at a lone one in a docstring", "python", '"""Adds.\n├f()\n│```┤'],
			["leaves a document's own block", "markdown", "Run:\n├\n```sh\nnpm ci\n```\n┤"],
			["leaves one that ends the document's block", "markdown", "```sh\n├npm ci\n```\n\nThen:┤"],
			["cuts at a lone one in a document", "markdown", "├Then it runs.\n│```┤"],
			["leaves bitwise not", "cpp", "int a = ├~b;\nint c = ~~~d;┤"],
			[
				"leaves inner blocks of a list",
				"markdown",
				sample`
					1. First:
					├
					   ~~~sh
					   npm ci
					   ~~~
					2. Then┤
				`,
			],
		],
		fence,
	);
});

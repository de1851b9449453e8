import { suite } from "node:test";
import { thought } from "../../../../server/completion/filters/thought";
import { testCarets } from "../../../support/caret";

suite("thought", () => {
	testCarets(
		[
			["cuts at its beginning", "typescript", "const a = ├1;\n│<think>\nSo 1 is right.┤"],
			["leaves nothing before its end", "typescript", "const a = ├│The sum.\n</think>\n1;┤"],
			["leaves a mark in quotes", "typescript", 'const mark = ├"</think>";┤'],
			["leaves a mark that the document has", "python", "# <think> opens it\na = f(├<think>)┤"],
			["leaves nothing of Okay, so", "python", "def f(a):\n    ├│Okay, so I need to add the numbers.\n    return a┤"],
			["leaves nothing of The user wants", "go", "func f() {\n\t├│The user wants me to complete the function┤"],
			["cuts at Wait", "rust", "let a = ├1;│\nWait, that is not right.┤"],
			["cuts at Let me", "java", "int a = ├1;\n│\nLet me check the loop.┤"],
			["cuts at Hmm", "cpp", "int a = ├1;│\nHmm, what about 2?┤"],
			["cuts at I need to", "css", "a {\n├  color: red;│\n  I need to add a background┤"],
			["leaves a comment", "typescript", "├// Wait, that would loop.\nf();┤"],
			["leaves a comment that the cursor is in", "typescript", "// ├Let me see.┤"],
			["leaves a string", "python", 'text = """\n├Okay, so I need to add them.\n"""┤'],
			["leaves prose", "markdown", "├Okay, so I need to add them.┤"],
			["leaves text between tags", "html", "<p>\n  ├Let me show you.\n</p>┤"],
			["leaves text between JSX's tags", "typescriptreact", "<p>\n\t├Let me show you.\n</p>┤"],
			["leaves names that begin like that", "swift", "├Wait(for: 3)\nNow.next()\nLet = 1┤"],
			["leaves a constructor", "java", "├First first = new First();┤"],
		],
		thought,
	);
});

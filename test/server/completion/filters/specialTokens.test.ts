import { suite } from "node:test";
import { specialTokens } from "../../../../server/completion/filters/specialTokens";
import { testCarets } from "../../../support/caret";

suite("special tokens", () => {
	testCarets(
		[
			["cuts at the end of the text", "typescript", "const a = ├1;│<|endoftext|>import b┤"],
			["cuts at R1's", "python", "a = ├1│<｜end▁of▁sentence｜>┤"],
			["cuts at one that is not whole", "python", "a = ├1│<｜end▁of┤"],
			["cuts at one that the end cuts", "go", "a := ├1│<|fim_mid┤"],
			["cuts at StarCoder's", "python", "a = ├1│<fim_prefix>b┤"],
			["cuts at a file's", "rust", "let a = ├1;\n│<file_sep>src┤"],
			["cuts at CodeLlama's", "cpp", "int a = ├1; │<EOT>┤"],
			["cuts at the prompt's cursor", "java", "int a = ├1;│<cursor>┤"],
			["cuts at Codestral's", "typescript", "const a = ├1;│[PREFIX]┤"],
			["cuts at an end of a sequence", "python", "a = ├1│</s>┤"],
			["cuts at half a character", "python", "a = ├'b│\uFFFDc'┤"],
			["leaves nothing of text that begins with one", "python", "a = ├│<|im_end|>┤"],
			["leaves one that the document has", "typescript", 'const end = "<|im_end|>";\nf(├"a<|im_end|>b")┤'],
			["leaves one in quotes", "typescript", 'const end = ├"<|im_end|>";┤'],
			["leaves one in quotes that the cursor is behind", "typescript", 'const end = "├<|im_end|>";┤'],
			["leaves a tag that strikes through", "html", "<p>├<s>old</s> new</p>┤"],
			["leaves a type's argument", "cpp", "std::vector├<cursor> a;┤"],
			["leaves pipes", "fsharp", "let a = ├f <| g |> h┤"],
			["leaves comparisons", "java", "if (a ├<b || c> d)┤"],
			["leaves an index", "ini", "├[MAIN]┤"],
		],
		specialTokens,
	);
});

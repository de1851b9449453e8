import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { isProse, lineCommentMark } from "../../../../server/completion/syntax/notation/notationOf";

suite("a comment to the end of its line begins with", () => {
	for (const [mark, languageIds] of [
		["//", "typescript javascriptreact c rust scss jsonc php astro fsharp pug"],
		["#", "python ruby shellscript yaml dockerfile terraform properties"],
		["--", "lua sql haskell ada"],
		[";;", "clojure lisp"],
		[";", "ini asm"],
		["%", "latex erlang matlab"],
		["!", "fortran"],
		["'", "vb"],
		["REM", "bat"],
		[undefined, "css html vue json markdown ocaml somethingElse"],
	] as const) {
		for (const id of languageIds.split(" ")) test(`${id}: ${mark}`, () => equal(lineCommentMark(id), mark));
	}
});

test("prose is what is written in words", () => {
	for (const id of ["markdown", "plaintext", "latex", "git-commit"]) equal(isProse(id), true, id);
	for (const id of ["typescript", "html", "yaml", "somethingElse"]) equal(isProse(id), false, id);
});

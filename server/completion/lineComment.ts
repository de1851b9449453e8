/** What a line comment begins with, by VS Code's language ids. */

const languages = {
	"//":
		"astro c cpp csharp cuda-cpp d dart fsharp glsl go groovy haxe hlsl java javascript javascriptreact jsonc kotlin " +
		"less objective-c objective-cpp php proto proto3 rust scala scss shaderlab solidity swift typescript " +
		"typescriptreact v verilog systemverilog wgsl zig",
	"#":
		"awk cmake coffeescript crystal dockercompose dockerfile elixir fish gdscript graphql hcl julia makefile nim nix " +
		"perl perl6 powershell properties python r ruby shellscript starlark tcl terraform toml yaml",
	"--": "ada elm haskell lua purescript sql vhdl",
	";;": "clojure lisp racket scheme",
	";": "asm ini",
	"%": "erlang latex matlab prolog tex",
	"!": "fortran fortran-modern",
	"'": "vb",
};

const marks = new Map(
	Object.entries(languages).flatMap(([mark, ids]) => ids.split(" ").map((languageId) => [languageId, mark] as const)),
);

/** Undefined where the language has none, or is not known. */
export function lineComment(languageId: string): string | undefined {
	return marks.get(languageId);
}

/** Languages with comments of their own. */
import { character, doubleQuoted, slashes } from "./braceLanguages";
import {
	backslashEscape,
	code,
	comment,
	lineComment,
	lineString,
	longString,
	type Mode,
	marked,
	nestedComment,
	prose,
	skips,
} from "./mode";

/** A doubled quote ends a string and begins the next one: no rule is needed. */
const sqlString = lineString(/'/, /'/);
const plainString = lineString(/"/, /"/);
const dashes = lineComment("--");
const stars = comment(/\/\*/, /\*\//);
const semicolon = lineComment(";");
/** One would do, but a line of its own has two. */
const semicolons = lineComment(";;", /;/);
const percent = lineComment("%");
/** A procedure's body between dollar signs is code. */
const sql = code(dashes, stars, sqlString, plainString, lineString(/`/, /`/));

/** Long brackets: the end has as many equals signs. */
const luaClosing = (match: string) => new RegExp(`\\]${match.replace(/[^=]/g, "")}\\]`);
const lua = code(
	marked("comment", /--\[=*\[/, luaClosing),
	dashes,
	marked("string", /\[=*\[/, luaClosing),
	doubleQuoted,
	lineString(/'/, /'/, backslashEscape),
);

const haskell = code(
	nestedComment(/\{-/, /-\}/),
	// Dashes with other symbols are an operator.
	lineComment("--", /--(?<![!#$%&*+./<=>?@\\^|~:-]--)-*(?![!#$%&*+./<=>?@\\^|~:-])/),
	longString(/"/, /"/, backslashEscape),
	character,
);

const ocamlRules = [
	nestedComment(/\(\*(?!\))/, /\*\)/),
	longString(/"""/, /"""/),
	longString(/@"/, /"/),
	longString(/"/, /"/, backslashEscape),
	character,
];

const lisp = code(
	nestedComment(/#\|/, /\|#/),
	skips(/[#?]?\\[\s\S]/),
	semicolons,
	longString(/"/, /"/, backslashEscape),
);

const erlang = code(
	skips(/\$\\?[\s\S]/),
	percent,
	longString(/"/, /"/, backslashEscape),
	lineString(/'/, /'/, backslashEscape),
);

/** After a name or a bracket a quote transposes. */
const matlabString = lineString(/'(?<![\w)\]}.']')/, /'/);
const matlab = code(comment(/^[ \t]*%\{[ \t]*$/, /^[ \t]*%\}[ \t]*$/), percent, plainString, matlabString);

const tex = prose(comment(/^[ \t]*\\begin\{comment\}/, /\\end\{comment\}/), backslashEscape, percent);

const pascal = code(slashes, comment(/\{/, /\}/), comment(/\(\*/, /\*\)/), sqlString);

const basic = code(lineComment("'"), lineComment("REM", /\b(?:REM|Rem|rem)\b/), plainString);

const batch = code(lineComment("REM", /^[ \t]*@?(?:REM|Rem|rem)\b/), lineComment("::", /^[ \t]*::/), plainString);

export const otherLanguages: readonly (readonly [Mode, ...string[]])[] = [
	[prose(), "plaintext", "restructuredtext", "asciidoc", "log"],
	[sql, "sql", "mysql", "pgsql", "plsql", "mssql", "postgres", "snowflake-sql"],
	[lua, "lua", "luau"],
	[haskell, "haskell", "literate haskell", "purescript", "elm", "idris", "agda", "lean"],
	[code(...ocamlRules), "ocaml", "ocaml.interface", "sml", "coq"],
	[code(slashes, ...ocamlRules), "fsharp"],
	[lisp, "clojure", "lisp", "commonlisp", "scheme", "racket", "elisp", "emacs-lisp", "fennel"],
	[erlang, "erlang"],
	[code(percent, stars, doubleQuoted, lineString(/'/, /'/, backslashEscape)), "prolog"],
	[matlab, "matlab", "octave"],
	[tex, "tex", "latex", "bibtex", "context"],
	[pascal, "pascal", "objectpascal", "delphi"],
	[basic, "vb", "vba", "vbscript"],
	[batch, "bat"],
	[code(dashes, stars, plainString, skips(/'[^\n]'/)), "vhdl"],
	[code(dashes, plainString, skips(/'[^\n]'/)), "ada"],
	[code(lineComment("!"), plainString, sqlString), "fortran", "fortran-modern", "FortranFreeForm"],
	[code(lineComment('"', /^[ \t]*"/), plainString, sqlString), "viml", "vim"],
	[code(nestedComment(/\(;/, /;\)/), semicolons, doubleQuoted), "wat", "wasm"],
	[code(lineComment(";", /[;#]/), doubleQuoted), "asm", "nasm", "gas", "llvm"],
	[code(semicolon, plainString, lineString(/'/, /'/)), "autohotkey", "ahk"],
];

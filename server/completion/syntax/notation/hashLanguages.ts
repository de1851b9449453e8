/** Languages whose comments begin with `#`. */
import { character, doubleQuoted, singleQuoted } from "./braceLanguages";
import {
	backslashEscape,
	code,
	comment,
	hereDocument,
	hole,
	lineComment,
	lineString,
	longString,
	type Mode,
	marked,
	nestedComment,
	prose,
	type Rule,
	skips,
} from "./mode";

const hash = lineComment("#");
/** Within a word it is part of that. */
const separateHash = lineComment("#", /#(?<=(?:^|[\s;&|(])#)/);

const pythonHole = [skips(/\{\{/), hole(/\{/, "{}", () => python)];
const python: Mode = code(
	hash,
	longString(/\b(?:[fFtT][rR]?|[rR][fFtT])"""/, /"""/, backslashEscape, ...pythonHole),
	longString(/\b(?:[fFtT][rR]?|[rR][fFtT])'''/, /'''/, backslashEscape, ...pythonHole),
	lineString(/\b(?:[fFtT][rR]?|[rR][fFtT])"/, /"/, backslashEscape, ...pythonHole),
	lineString(/\b(?:[fFtT][rR]?|[rR][fFtT])'/, /'/, backslashEscape, ...pythonHole),
	longString(/"""/, /"""/, backslashEscape),
	longString(/'''/, /'''/, backslashEscape),
	doubleQuoted,
	singleQuoted,
);

/** After an operator or a keyword; not a division. Up to the text's end where it is not closed. */
const regularExpression = skips(
	/\/(?<=(?:[(,=!~&|?{;]|\b(?:if|unless|when|and|or|not|split|grep|return))\s*\/)(?:\\.|[^/\\\n])+(?:\/|(?![\s\S]))/,
);

/** Strings of Ruby and Perl may go on in the next line, but a quote that is none, as in `m!'!`, is more frequent. */
const rubyHole = hole(/#\{/, "{}", () => ruby);
const ruby: Mode = code(
	comment(/^=begin\b/, /^=end\b/),
	skips(/\$["'`]|\?["'#](?!\w)/),
	hash,
	hereDocument(/<<(?:[~-]["'`]?[A-Za-z_]|["'`]?[A-Z])\w*["'`]?/, () => ruby),
	...percentLiterals(/%[qQwWiIrsx]?/),
	lineString(/"/, /"/, backslashEscape, rubyHole),
	lineString(/'/, /'/, backslashEscape),
	longString(/`/, /`/, backslashEscape, rubyHole),
	regularExpression,
);

const perl: Mode = code(
	comment(/^=[a-z]\w*/, /^=cut\b/),
	skips(/\$[#"'`]/),
	hash,
	hereDocument(/<<~?["']?[A-Z]\w*["']?/, () => perl),
	...percentLiterals(/\bq[qwrx]?\s?/),
	skips(/\b(?:m|qr)\/(?:\\.|[^/\\\n])*\/|\b(?:s|tr|y)\/(?:\\.|[^/\\\n])*\/(?:\\.|[^/\\\n])*\//),
	lineString(/"/, /"/, backslashEscape),
	lineString(/'/, /'/, backslashEscape),
	regularExpression,
);

const casePatternPart = /(?:"[^"\n]*"|'[^'\n]*'|[^\s()"'])+/.source;
/** Its parenthesis, which none opens: `-h | "--help")`. */
const casePattern = skips(
	new RegExp(`\\)(?<=^[ \\t]*(?:;;[ \\t]*)?${casePatternPart}(?:[ \\t]*\\|[ \\t]*${casePatternPart})*[ \\t]*\\))`),
);
const shellHoles = [hole(/\$\(/, "()", () => shell), hole(/\$\{/, "{}", () => shell)];
const shell: Mode = code(
	backslashEscape,
	casePattern,
	separateHash,
	hereDocument(/<<(?<=\s<<)-?(?:["'\\]?[A-Za-z_]\w*|\s["'\\]?[A-Z_]{2,})["']?/, () => shell),
	longString(/\$'/, /'/, backslashEscape),
	longString(/'/, /'/),
	longString(/"/, /"/, backslashEscape, ...shellHoles),
);

const fish = code(
	backslashEscape,
	separateHash,
	longString(/'/, /'/, backslashEscape),
	longString(/"/, /"/, backslashEscape),
);

const backtickEscape = skips(/`[\s\S]/);
const powershell: Mode = code(
	backtickEscape,
	comment(/<#/, /#>/),
	separateHash,
	longString(
		/@"\n/,
		/^"@/,
		hole(/\$\(/, "()", () => powershell),
	),
	longString(/@'\n/, /^'@/),
	longString(
		/"/,
		/"/,
		backtickEscape,
		hole(/\$\(/, "()", () => powershell),
	),
	longString(/'/, /'/),
);

const elixirHole = hole(/#\{/, "{}", () => elixir);
const elixir: Mode = code(
	skips(/\?\\?["'#]|~[a-z]\/(?:\\.|[^/\\\n])*\//),
	hash,
	longString(/"""/, /"""/, backslashEscape, elixirHole),
	longString(/'''/, /'''/, backslashEscape, elixirHole),
	longString(/"/, /"/, backslashEscape, elixirHole),
	longString(/'/, /'/, backslashEscape, elixirHole),
);

const julia: Mode = code(
	nestedComment(/#=/, /=#/),
	hash,
	longString(
		/"""/,
		/"""/,
		backslashEscape,
		hole(/\$\(/, "()", () => julia),
	),
	longString(
		/"/,
		/"/,
		backslashEscape,
		hole(/\$\(/, "()", () => julia),
	),
	character,
);

const r = code(
	hash,
	marked("string", /\b[rR]["']-*[([{]/, (match) => {
		const closing = { "(": "\\)", "[": "\\]" }[match.slice(-1)] ?? "\\}";
		return new RegExp(`${closing}${match.slice(2, -1)}${match.slice(1, 2)}`);
	}),
	longString(/"/, /"/, backslashEscape),
	longString(/'/, /'/, backslashEscape),
	lineString(/`/, /`/),
);

const nim = code(
	nestedComment(/#\[/, /\]#/),
	hash,
	longString(/"""/, /"""/),
	lineString(/\br"/, /"/),
	doubleQuoted,
	character,
);

const nixHole = hole(/\$\{/, "{}", () => nix);
const nix: Mode = code(
	hash,
	comment(/\/\*/, /\*\//),
	longString(/''/, /''(?![$'\\])/, skips(/''[$'\\]/), nixHole),
	longString(/"/, /"/, backslashEscape, nixHole),
);

const coffeescript: Mode = code(
	comment(/###(?!#)/, /###/),
	hash,
	longString(
		/"""/,
		/"""/,
		backslashEscape,
		hole(/#\{/, "{}", () => coffeescript),
	),
	longString(/'''/, /'''/, backslashEscape),
	longString(
		/"/,
		/"/,
		backslashEscape,
		hole(/#\{/, "{}", () => coffeescript),
	),
	longString(/'/, /'/, backslashEscape),
	regularExpression,
);

/** Only where a value begins: elsewhere it is part of the text. One that goes over several lines is rare. */
const yaml = code(
	separateHash,
	lineString(/"(?<=(?:^|[:\-[{,(])[ \t]*")/, /"/, backslashEscape),
	lineString(/'(?<=(?:^|[:\-[{,(])[ \t]*')/, /'/, skips(/''/)),
);

const toml = code(
	hash,
	longString(/"""/, /"""/, backslashEscape),
	longString(/'''/, /'''/),
	doubleQuoted,
	lineString(/'/, /'/),
);

const graphql = code(hash, longString(/"""/, /"""/), doubleQuoted);

const makefile = code(backslashEscape, hash, doubleQuoted, lineString(/'/, /'/));

const cmake = code(comment(/#\[\[/, /\]\]/), backslashEscape, hash, longString(/"/, /"/, backslashEscape));

export const hashLanguages: readonly (readonly [Mode, ...string[]])[] = [
	[python, "python", "gdscript", "starlark", "bazel", "cython", "snakemake", "mojo"],
	[ruby, "ruby", "crystal"],
	[perl, "perl", "perl6", "raku"],
	[shell, "shellscript", "bash", "zsh"],
	[fish, "fish"],
	[powershell, "powershell"],
	[elixir, "elixir"],
	[julia, "julia", "juliamarkdown"],
	[r, "r", "rsweave"],
	[nim, "nim"],
	[nix, "nix"],
	[coffeescript, "coffeescript"],
	[yaml, "yaml", "dockercompose", "github-actions-workflow", "azure-pipelines", "helm"],
	[toml, "toml"],
	[graphql, "graphql"],
	[makefile, "makefile", "just"],
	[cmake, "cmake"],
	[code(lineComment("#", /^[ \t]*#/), doubleQuoted, singleQuoted), "dockerfile"],
	[code(lineComment(";", /[;#](?<=(?:^|\s)[;#])/)), "ini", "editorconfig", "systemd"],
	[code(lineComment("#", /^[ \t]*[#!]/)), "properties", "java-properties"],
	[code(separateHash, doubleQuoted, lineString(/'/, /'/)), "dotenv"],
	[code(lineComment("#", /^[ \t]*#/)), "ignore", "git-rebase", "pip-requirements", "ssh_config"],
	[prose(lineComment("#", /^[ \t]*#/)), "git-commit"],
	[code(backslashEscape, separateHash, doubleQuoted), "tcl"],
	[code(hash, doubleQuoted, regularExpression), "awk"],
];

/** Strings that begin with letters and a bracket or another mark: the first one like its opening closes it. */
function percentLiterals(open: RegExp): Rule[] {
	return [
		["\\(", "\\)"],
		["\\[", "\\]"],
		["\\{", "\\}"],
		["[|!]", "[|!]"],
	].map(([opening, closing]) =>
		longString(new RegExp(`${open.source}${opening}`), new RegExp(`${closing}`), backslashEscape),
	);
}

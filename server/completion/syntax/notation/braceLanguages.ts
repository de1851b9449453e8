/** Languages with comments as in C. */
import {
	backslashEscape,
	begins,
	code,
	comment,
	ends,
	endsWithLine,
	escaped,
	hereDocument,
	hole,
	lineComment,
	lineString,
	longString,
	type Mode,
	marked,
	nestedComment,
	type Rule,
	skips,
} from "./mode";

export const slashes = lineComment("//");
const stars = comment(/\/\*/, /\*\//);
const nestedStars = nestedComment(/\/\*/, /\*\//);
export const doubleQuoted = lineString(/"/, /"/, backslashEscape);
export const singleQuoted = lineString(/'/, /'/, backslashEscape);
/** No lifetime, no type variable, no prime. */
export const character = skips(/'(?:\\(?:'|[^'\n]+)|[^'\\\n]{1,2})'/);

/** What most languages have. */
export const plain = code(slashes, stars, doubleQuoted, singleQuoted);

const c = code(
	slashes,
	stars,
	marked("string", /R"[^()\\\s]{0,16}\(/, (match) => new RegExp(`\\)${escaped(match.slice(2, -1))}"`)),
	doubleQuoted,
	// Between the digits of a number it parts thousands.
	lineString(/'(?<!\b\d[\da-fA-FxX']{0,32}')/, /'/, backslashEscape),
);

const java = code(slashes, stars, longString(/"""/, /"""/, backslashEscape), doubleQuoted, singleQuoted);

const csharp: Mode = code(
	slashes,
	stars,
	marked("string", /\$*"{3,}/, (match) => new RegExp(match.replace(/\$/g, ""))),
	// A doubled quote ends a string and begins the next one: no rule is needed.
	longString(
		/(?:@\$|\$@)"/,
		/"/,
		skips(/\{\{/),
		hole(/\{/, "{}", () => csharp),
	),
	longString(/@"/, /"/),
	lineString(
		/\$"/,
		/"/,
		backslashEscape,
		skips(/\{\{/),
		hole(/\{/, "{}", () => csharp),
	),
	doubleQuoted,
	singleQuoted,
);

const kotlin: Mode = code(
	slashes,
	nestedStars,
	longString(
		/"""/,
		/"""/,
		hole(/\$\{/, "{}", () => kotlin),
	),
	lineString(
		/"/,
		/"/,
		backslashEscape,
		hole(/\$\{/, "{}", () => kotlin),
	),
	character,
);

const swift: Mode = code(
	slashes,
	nestedStars,
	marked("string", /#+"/, (match) => new RegExp(`"${match.slice(0, -1)}`)),
	longString(
		/"""/,
		/"""/,
		hole(/\\\(/, "()", () => swift),
		backslashEscape,
	),
	lineString(
		/"/,
		/"/,
		hole(/\\\(/, "()", () => swift),
		backslashEscape,
	),
);

const dollarHole = hole(/\$\{/, "{}", () => dart);
const dart: Mode = code(
	slashes,
	nestedStars,
	lineString(/\br"/, /"/),
	lineString(/\br'/, /'/),
	longString(/"""/, /"""/, backslashEscape, dollarHole),
	longString(/'''/, /'''/, backslashEscape, dollarHole),
	lineString(/"/, /"/, backslashEscape, dollarHole),
	lineString(/'/, /'/, backslashEscape, dollarHole),
);

const go = code(slashes, stars, longString(/`/, /`/), doubleQuoted, singleQuoted);

const rust = code(
	slashes,
	nestedStars,
	marked("string", /\b[bc]?r#*"/, (match) => new RegExp(`"${match.replace(/^[bcr]+|"/g, "")}(?!#)`)),
	longString(/"/, /"/, backslashEscape),
	character,
);

const d = code(
	slashes,
	stars,
	nestedComment(/\/\+/, /\+\//),
	longString(/`/, /`/),
	longString(/\br"/, /"/),
	longString(/"/, /"/, backslashEscape),
	singleQuoted,
);

/** Up to the text's end where it is not closed: the cursor is in it then. */
const regularExpression = skips(
	/\/(?<=(?:[(,=:[!&|?{;+\-*%~^>]|\b(?:return|typeof|case|in|of|void|throw|else|do|yield|await))\s*\/)(?<![<>]\/)(?![*/>])(?:\\.|\[(?:\\.|[^\]\\\n])*(?:\]|(?![\s\S]))|[^/\\\n[])+(?:\/|(?![\s\S]))/,
);

/** JSX is in it, whose text has apostrophes, and addresses. */
export const javascript: Mode = code(
	lineComment("//", /\/\/(?<!:\/\/)/),
	stars,
	longString(
		/`/,
		/`/,
		backslashEscape,
		hole(/\$\{/, "{}", () => javascript),
	),
	doubleQuoted,
	lineString(
		/'(?<=(?:^|\W|\b(?:return|typeof|case|in|of|from|import|export|default|else|throw|yield|await))')/,
		/'/,
		backslashEscape,
	),
	regularExpression,
);

const groovy: Mode = code(
	slashes,
	stars,
	longString(
		/"""/,
		/"""/,
		backslashEscape,
		hole(/\$\{/, "{}", () => groovy),
	),
	longString(/'''/, /'''/, backslashEscape),
	lineString(
		/"/,
		/"/,
		backslashEscape,
		hole(/\$\{/, "{}", () => groovy),
	),
	singleQuoted,
);

export const phpComment: Rule = {
	...begins(/\/\/|#(?!\[)/, { region: "comment", rules: [endsWithLine, ends(/(?=\?>)/)] }),
	mark: "//",
};
export const php: Mode = code(
	phpComment,
	stars,
	hereDocument(/<<<\s*["']?\w+["']?/, () => php),
	longString(/"/, /"/, backslashEscape),
	longString(/'/, /'/, backslashEscape),
);

export const css = code(stars, doubleQuoted, singleQuoted);
/** In `url(//host)` no comment begins. */
export const scss = code(lineComment("//", /\/\/(?<![:(]\/\/)/), ...css.rules);

const zig = code(begins(/\\\\/, { region: "string", rules: [endsWithLine] }), slashes, doubleQuoted, singleQuoted);

const terraform: Mode = code(
	lineComment("#"),
	slashes,
	stars,
	hereDocument(/<<[-~]?\w+/, () => terraform),
	lineString(
		/"/,
		/"/,
		backslashEscape,
		hole(/[$%]\{/, "{}", () => terraform),
	),
);

const bicep: Mode = code(
	slashes,
	stars,
	longString(/'''/, /'''/),
	lineString(
		/'/,
		/'/,
		backslashEscape,
		hole(/\$\{/, "{}", () => bicep),
	),
);

export const braceLanguages: readonly (readonly [Mode, ...string[]])[] = [
	[
		c,
		"c",
		"cpp",
		"cuda-cpp",
		"cuda",
		"objective-c",
		"objective-cpp",
		"hlsl",
		"glsl",
		"shaderlab",
		"wgsl",
		"metal",
		"arduino",
	],
	[java, "java", "apex"],
	[csharp, "csharp"],
	[kotlin, "kotlin", "scala"],
	[swift, "swift"],
	[dart, "dart"],
	[go, "go", "go.mod", "v"],
	[rust, "rust"],
	[d, "d"],
	[javascript, "javascript", "javascriptreact", "typescript", "typescriptreact", "qml"],
	[groovy, "groovy", "gradle", "jenkinsfile"],
	[css, "css", "postcss"],
	[scss, "scss", "less", "sass", "stylus"],
	[zig, "zig"],
	[terraform, "terraform", "hcl", "opentofu"],
	[bicep, "bicep"],
	[
		plain,
		"proto",
		"proto3",
		"thrift",
		"solidity",
		"jsonc",
		"json5",
		"prisma",
		"cypher",
		"typespec",
		"typst",
		"dot",
		"gdshader",
		"vala",
		"haxe",
		"actionscript",
	],
	[code(slashes, stars, doubleQuoted), "verilog", "systemverilog"],
	[code(doubleQuoted), "json", "jsonl"],
];

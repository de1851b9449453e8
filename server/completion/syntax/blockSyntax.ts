/** What opens and closes a block in each language, roughly, by VS Code's language ids. */

export interface BlockSyntax {
	/** Whether blocks are made by indentation alone. */
	readonly isIndented: boolean;
	/** Whether a line that begins with a dash is a list's. */
	readonly hasLists: boolean;
	/** Whether elements (`<a>…</a>`) make blocks. */
	readonly hasTags: boolean;
	/** A line of code, without comment and white space at its end, that opens a block. */
	readonly opener: RegExp;
	/** The word that closes a block, at the start of a line; where it is a bracket that does, nothing. */
	readonly closer: RegExp | undefined;
}

/** Languages that it does not know are taken for something like C. */
export function blockSyntaxOf(languageId: string): BlockSyntax {
	return syntaxes.get(languageId) ?? curly;
}

const bracketOpener = /[{([]$|=>$|^\s*(?:case\b.*|default\s*):$/;

const curly: BlockSyntax = {
	isIndented: false,
	hasLists: false,
	hasTags: false,
	opener: bracketOpener,
	closer: undefined,
};

const lambda: BlockSyntax = { ...curly, opener: new RegExp(`${bracketOpener.source}|->$`) };
const swift: BlockSyntax = { ...curly, opener: /[{([]$|\bin$|^\s*(?:case\b.*|default):$/ };
const makefile: BlockSyntax = { ...curly, opener: /^[^\s:=][^:=]*:(?!=)/ };

const indented: BlockSyntax = { ...curly, isIndented: true, opener: /[{([:]$/ };
const coffeescript: BlockSyntax = {
	...indented,
	opener: /[{([]$|[-=]>$|^\s*(?:if|else|for|while|class|try|switch|when)\b/,
};
const pug: BlockSyntax = { ...indented, opener: /[{([]$/ };
const haskell: BlockSyntax = { ...indented, opener: /[{([=]$|->$|\b(?:where|do|of|let)$/ };
const fsharp: BlockSyntax = { ...indented, opener: /[{([=]$|->$|\b(?:then|else|with|do)$/ };
const yaml: BlockSyntax = { ...indented, hasLists: true };

const words: BlockSyntax = {
	...curly,
	opener:
		/[{([]$|\b(?:do|then|begin|else|try|repeat|loop)(?:\s*\|[^|]*\|)?$|\bfunction\b[^()]*\([^()]*\)$|^\s*(?!.*\bend$)(?:def|class|module|if|elsif|elseif|unless|while|until|for|case|when|struct|function)\b(?!.*\bthen\b)/i,
	closer: /^(?:end|until)\b/i,
};
const elixir: BlockSyntax = { ...words, opener: /[{([]$|\bdo$|->$|\belse$/ };
const sql: BlockSyntax = { ...words, opener: /\($|\b(?:begin|then|loop|else)$/i };
const pascal: BlockSyntax = { ...words, opener: /\($|\b(?:begin|do|then|repeat|try)$/i };
const shell: BlockSyntax = { ...words, opener: /[{(]$|\b(?:do|then|else|in)$/, closer: /^(?:fi|done|esac)\b/ };

const markup: BlockSyntax = { ...curly, hasTags: true };

const languages: readonly (readonly [BlockSyntax, ...string[]])[] = [
	[lambda, "java", "kotlin", "csharp", "scala", "groovy", "gradle", "jenkinsfile"],
	[swift, "swift"],
	[makefile, "makefile"],
	[indented, "python", "nim", "gdscript", "starlark", "bazel", "cython", "snakemake", "mojo"],
	[coffeescript, "coffeescript"],
	[pug, "pug", "jade", "jade-pug"],
	[haskell, "haskell", "literate haskell", "purescript", "elm", "idris", "agda"],
	[fsharp, "fsharp"],
	[yaml, "yaml", "dockercompose", "github-actions-workflow", "azure-pipelines", "helm"],
	[words, "ruby", "julia", "crystal", "lua", "luau"],
	[elixir, "elixir"],
	[sql, "sql", "mysql", "pgsql", "plsql", "mssql", "postgres"],
	[pascal, "pascal", "objectpascal", "delphi"],
	[shell, "shellscript", "bash", "zsh"],
	[
		markup,
		"html",
		"vue-html",
		"xml",
		"xsl",
		"svg",
		"xaml",
		"vue",
		"svelte",
		"astro",
		"handlebars",
		"mustache",
		"typescriptreact",
		"javascriptreact",
	],
];

const syntaxes: ReadonlyMap<string, BlockSyntax> = new Map(
	languages.flatMap(([syntax, ...ids]) => ids.map((id) => [id, syntax] as const)),
);

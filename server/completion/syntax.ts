/** What is known of languages, roughly: how comments and strings are written, and what opens and closes a block. */

export interface Syntax {
	/** Words and text, where brackets, quotes and sentences mean nothing. */
	readonly isProse: boolean;
	/** Whether blocks are made by indentation alone. */
	readonly isIndented: boolean;
	/** Whether a line that begins with a dash is a list's. */
	readonly hasLists: boolean;
	/** Whether elements (`<a>…</a>`) make blocks. */
	readonly hasTags: boolean;
	readonly lineComments: readonly string[];
	readonly blockComments: readonly Pair[];
	/** Strings that end with their line at the latest. */
	readonly quotes: readonly string[];
	/** Strings over several lines. */
	readonly longStrings: readonly Pair[];
	/** Whether a backquote begins a template, with code in `${…}`. */
	readonly hasTemplates: boolean;
	/** Whether `/…/` may be a regular expression. */
	readonly hasRegexes: boolean;
	/** Whether a parenthesis may end a pattern that no parenthesis begins. */
	readonly hasCasePatterns: boolean;
	/** Whether `'` is a character's, or a lifetime's. */
	readonly hasLifetimes: boolean;
	/** A line of code, without comment and white space at its end, that opens a block. */
	readonly opener: RegExp;
	/** The word that closes a block, at the start of a line; where it is a bracket that does, nothing. */
	readonly closer: RegExp;
}

type Pair = readonly [open: string, close: string];

/** Languages that it does not know are taken for something like C. */
export function syntaxOf(languageId: string): Syntax {
	return syntaxes.get(languageId) ?? curly;
}

const never = /(?!)/;
const bracketOpener = /[{([]$|=>$|^\s*(?:case\b.*|default\s*):$/;

const curly: Syntax = {
	isProse: false,
	isIndented: false,
	hasLists: false,
	hasTags: false,
	lineComments: ["//"],
	blockComments: [["/*", "*/"]],
	quotes: ['"', "'"],
	longStrings: [],
	hasTemplates: false,
	hasRegexes: false,
	hasCasePatterns: false,
	hasLifetimes: false,
	opener: bracketOpener,
	closer: never,
};

const script: Syntax = { ...curly, hasTemplates: true, hasRegexes: true };

const lambda: Syntax = { ...curly, longStrings: [['"""', '"""']], opener: new RegExp(`${bracketOpener.source}|->$`) };

const indented: Syntax = {
	...curly,
	isIndented: true,
	lineComments: ["#"],
	blockComments: [],
	opener: /[{([:]$/,
};

const python: Syntax = {
	...indented,
	longStrings: [
		['"""', '"""'],
		["'''", "'''"],
	],
};

const yaml: Syntax = { ...indented, hasLists: true };

const words: Syntax = {
	...curly,
	lineComments: ["#"],
	blockComments: [],
	opener:
		/[{([]$|\b(?:do|then|begin|else|try|repeat|loop)(?:\s*\|[^|]*\|)?$|\bfunction\b[^()]*\([^()]*\)$|^\s*(?!.*\bend$)(?:def|class|module|if|elsif|elseif|unless|while|until|for|case|when|struct|function)\b(?!.*\bthen\b)/i,
	closer: /^(?:end|until)\b/i,
};

const shell: Syntax = {
	...words,
	hasCasePatterns: true,
	opener: /[{(]$|\b(?:do|then|else|in)$/,
	closer: /^(?:fi|done|esac)\b/,
};

const dashed: Syntax = { ...words, lineComments: ["--"] };

const style: Syntax = { ...curly, lineComments: [] };

const markup: Syntax = {
	...curly,
	hasTags: true,
	lineComments: [],
	blockComments: [["<!--", "-->"]],
	quotes: [],
};

const prose: Syntax = {
	...curly,
	isProse: true,
	lineComments: [],
	blockComments: [],
	quotes: [],
	opener: never,
};

const syntaxes: ReadonlyMap<string, Syntax> = new Map(
	Object.entries({
		typescript: script,
		javascript: script,
		typescriptreact: { ...script, hasTags: true },
		javascriptreact: { ...script, hasTags: true },
		java: lambda,
		kotlin: lambda,
		csharp: lambda,
		scala: lambda,
		go: { ...curly, longStrings: [["`", "`"]] },
		rust: { ...curly, quotes: ['"'], longStrings: [['r#"', '"#']], hasLifetimes: true },
		cpp: { ...curly, longStrings: [['R"(', ')"']] },
		swift: {
			...curly,
			quotes: ['"'],
			longStrings: [['"""', '"""']],
			opener: /[{([]$|\bin$|^\s*(?:case\b.*|default):$/,
		},
		php: { ...curly, lineComments: ["//", "#"] },
		python,
		nim: python,
		gdscript: python,
		starlark: python,
		coffeescript: { ...indented, opener: /[{([]$|[-=]>$|^\s*(?:if|else|for|while|class|try|switch|when)\b/ },
		pug: { ...indented, lineComments: ["//"], opener: /[{([]$/ },
		haskell: { ...indented, lineComments: ["--"], quotes: ['"'], opener: /[{([=]$|->$|\b(?:where|do|of|let)$/ },
		fsharp: { ...indented, lineComments: ["//"], quotes: ['"'], opener: /[{([=]$|->$|\b(?:then|else|with|do)$/ },
		yaml,
		dockercompose: yaml,
		"github-actions-workflow": yaml,
		toml: { ...curly, lineComments: ["#"], blockComments: [], longStrings: python.longStrings },
		makefile: { ...curly, lineComments: ["#"], blockComments: [], quotes: [], opener: /^[^\s:=][^:=]*:(?!=)/ },
		dockerfile: { ...curly, lineComments: ["#"], blockComments: [] },
		ruby: words,
		elixir: { ...words, longStrings: [['"""', '"""']], opener: /[{([]$|\bdo$|->$|\belse$/ },
		julia: words,
		crystal: words,
		lua: { ...dashed, blockComments: [["--[[", "]]"]], longStrings: [["[[", "]]"]] },
		sql: { ...dashed, blockComments: [["/*", "*/"]], opener: /\($|\b(?:begin|then|loop|else)$/i },
		pascal: { ...words, lineComments: ["//"], quotes: ["'"], opener: /\($|\b(?:begin|do|then|repeat|try)$/i },
		shellscript: shell,
		css: style,
		scss: { ...style, lineComments: ["//"] },
		less: { ...style, lineComments: ["//"] },
		json: { ...curly, quotes: ['"'] },
		jsonc: { ...curly, quotes: ['"'] },
		html: markup,
		xml: markup,
		vue: markup,
		svelte: markup,
		astro: markup,
		handlebars: markup,
		markdown: prose,
		mdx: prose,
		plaintext: prose,
		latex: prose,
		tex: prose,
		bibtex: prose,
		restructuredtext: prose,
		asciidoc: prose,
		"git-commit": prose,
		log: prose,
	} satisfies Record<string, Syntax>),
);

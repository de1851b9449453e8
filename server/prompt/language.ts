/** What languages are called after a fence: mostly VS Code's language ids, with these exceptions. */

const tags = new Map(
	Object.entries({
		plaintext: "",
		typescriptreact: "tsx",
		javascriptreact: "jsx",
		shellscript: "bash",
		"objective-c": "objectivec",
		"objective-cpp": "objectivecpp",
		"cuda-cpp": "cuda",
		"jade-pug": "pug",
		perl6: "raku",
		"django-html": "html",
		"django-txt": "",
		"vue-html": "html",
		"git-commit": "",
		"git-rebase": "",
		properties: "ini",
		dockercompose: "yaml",
		"github-actions-workflow": "yaml",
		jsonl: "json",
		code_text: "",
		log: "",
		search: "",
		bat: "batch",
	}),
);

/** The tag of a fence around code of that language; empty for plain text. */
export function fenceLanguage(languageId: string): string {
	const tag = tags.get(languageId) ?? languageId;
	// A tag ends at white space, and one with a backquote in it would not be a fence.
	return tag.replace(/[\s`~]/g, "");
}

const aliases = new Map(
	Object.entries({
		ts: "typescript",
		mts: "typescript",
		cts: "typescript",
		js: "javascript",
		mjs: "javascript",
		cjs: "javascript",
		node: "javascript",
		py: "python",
		py3: "python",
		python3: "python",
		pyi: "python",
		sh: "bash",
		shell: "bash",
		zsh: "bash",
		ksh: "bash",
		"c++": "cpp",
		cc: "cpp",
		cxx: "cpp",
		hpp: "cpp",
		h: "c",
		cs: "csharp",
		"c#": "csharp",
		fs: "fsharp",
		"f#": "fsharp",
		rs: "rust",
		golang: "go",
		rb: "ruby",
		kt: "kotlin",
		kts: "kotlin",
		md: "markdown",
		mdx: "markdown",
		yml: "yaml",
		ps1: "powershell",
		pwsh: "powershell",
		objc: "objectivec",
		"objective-c": "objectivec",
		"objective-cpp": "objectivecpp",
		"objc++": "objectivecpp",
		mm: "objectivecpp",
		docker: "dockerfile",
		make: "makefile",
		mk: "makefile",
		hs: "haskell",
		ex: "elixir",
		exs: "elixir",
		erl: "erlang",
		clj: "clojure",
		pl: "perl",
		tex: "latex",
		vb: "vb",
		"visual-basic": "vb",
		cmd: "batch",
		bat: "batch",
		htm: "html",
		jsonc: "json",
		json5: "json",
		cu: "cuda",
	}),
);

// Models often write one of a family for another; each reads as the other.
const families: readonly (readonly string[])[] = [
	["typescript", "tsx", "javascript", "jsx"],
	["c", "cpp", "cuda", "objectivec", "objectivecpp"],
	["css", "scss", "less", "sass"],
	["html", "vue", "svelte", "astro", "xml", "handlebars", "php"],
	["bash", "fish"],
	["json", "yaml"],
];

const neutral = new Set(["", "text", "txt", "plaintext", "plain", "code"]);

/** How well code behind a fence's `tag` fits a document: by its very language, by a kindred or unsaid one, or not. */
export function tagFit(tag: string, languageId: string): "exact" | "near" | "none" {
	const wanted = canonical(fenceLanguage(languageId));
	const given = canonical(tag);
	if (given === wanted && given !== "") return "exact";
	if (neutral.has(given) || neutral.has(wanted)) return "near";
	return families.some((family) => family.includes(given) && family.includes(wanted)) ? "near" : "none";
}

function canonical(tag: string): string {
	const name = tag.toLowerCase();
	return aliases.get(name) ?? tags.get(name) ?? name;
}

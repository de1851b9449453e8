/** Names for a new test file, as each language's test runner expects them. */
import { decoded } from "./uri";

/** How many numbered names follow the plain ones. */
const numbered = 20;

type Pattern = (stem: string) => string;

interface Convention {
	/** With the dot; for a document that has none of its own. */
	readonly extension: string;
	/** Best first; the extension is added. */
	readonly patterns: readonly Pattern[];
}

const dotTest: readonly Pattern[] = [(stem) => `${stem}.test`, (stem) => `${stem}.spec`];
const suffixTest: readonly Pattern[] = [(stem) => `${stem}_test`];
const upperTest: readonly Pattern[] = [(stem) => `${stem}Test`, (stem) => `${stem}Tests`];
const upperTests: readonly Pattern[] = [(stem) => `${stem}Tests`, (stem) => `${stem}Test`];

const conventions = new Map<string, Convention>(
	Object.entries({
		typescript: { extension: ".ts", patterns: dotTest },
		typescriptreact: { extension: ".tsx", patterns: dotTest },
		javascript: { extension: ".js", patterns: dotTest },
		javascriptreact: { extension: ".jsx", patterns: dotTest },
		python: { extension: ".py", patterns: [(stem) => `test_${stem}`, ...suffixTest] },
		go: { extension: ".go", patterns: suffixTest },
		rust: { extension: ".rs", patterns: suffixTest },
		c: { extension: ".c", patterns: suffixTest },
		cpp: { extension: ".cpp", patterns: suffixTest },
		ruby: { extension: ".rb", patterns: [(stem) => `${stem}_spec`, ...suffixTest] },
		dart: { extension: ".dart", patterns: suffixTest },
		elixir: { extension: ".exs", patterns: suffixTest },
		lua: { extension: ".lua", patterns: [(stem) => `${stem}_spec`, ...suffixTest] },
		java: { extension: ".java", patterns: upperTest },
		kotlin: { extension: ".kt", patterns: upperTest },
		groovy: { extension: ".groovy", patterns: [(stem) => `${stem}Spec`, ...upperTest] },
		scala: { extension: ".scala", patterns: [(stem) => `${stem}Spec`, ...upperTest] },
		php: { extension: ".php", patterns: upperTest },
		csharp: { extension: ".cs", patterns: upperTests },
		fsharp: { extension: ".fs", patterns: upperTests },
		swift: { extension: ".swift", patterns: upperTests },
		haskell: { extension: ".hs", patterns: [(stem) => `${stem}Spec`] },
		powershell: { extension: ".ps1", patterns: [(stem) => `${stem}.Tests`] },
		shellscript: { extension: ".sh", patterns: suffixTest },
	}),
);

/** File names beside the document, best first, then numbered ones: the caller takes the first that does not exist. */
export function testFileNames(uri: string, languageId: string): string[] {
	const { stem, extension } = nameOf(uri);
	const convention = conventions.get(languageId) ?? { extension: ".txt", patterns: dotTest };
	const ending = languageId === "elixir" ? convention.extension : extension || convention.extension;
	const [first = (it: string) => it] = convention.patterns;
	const more = Array.from({ length: numbered }, (_, index) => first(`${stem}${separator(first)}${index + 2}`));
	return [...convention.patterns.map((pattern) => pattern(stem)), ...more].map((name) => name + ending);
}

/** `cart-2.test`, `test_cart_2`, `Cart2Test`. */
function separator(pattern: Pattern): string {
	const mark = /^[._]|[._](?=$)/.exec(pattern("").replace(/[a-z]+/gi, ""))?.[0];
	return mark === "_" ? "_" : mark === "." ? "-" : "";
}

function nameOf(uri: string): { stem: string; extension: string } {
	const path = uri.replace(/[?#].*$/, "").replace(/^[a-z][\w+.-]*:/i, "");
	const name = decoded(path.slice(path.lastIndexOf("/") + 1));
	const dot = name.lastIndexOf(".");
	return dot > 0 ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name || "code", extension: "" };
}

/** Code as coloured tokens, line by line. Gives values, never HTML to be put into the page. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

const languages = {
	bash,
	c,
	cpp,
	csharp,
	css,
	diff,
	go,
	java,
	javascript,
	json,
	kotlin,
	markdown,
	php,
	python,
	ruby,
	rust,
	sql,
	swift,
	typescript,
	xml,
	yaml,
};

const highlighter = createHighlighter();

export interface CodeToken {
	readonly text: string;
	/** Classes of highlight.js, empty for plain text. */
	readonly classes: string;
}

/** Highlighted HTML, in which all text is escaped; null for a language that is not known. */
export function highlightHtml(code: string, language: string): string | null {
	return readCode(code, language)?.map(htmlOf).join("") ?? null;
}

export function tokenLines(lines: readonly string[], language: string): readonly (readonly CodeToken[])[] {
	const tokens = readCode(lines.join("\n"), language);
	return tokens === null ? lines.map((text) => [{ text, classes: "" }]) : splitLines(tokens);
}

/** Cuts tokens so that `from` to `to` (columns of the line) is made of whole tokens. */
export function cutTokens(tokens: readonly CodeToken[], from: number, to: number): readonly CodeToken[] {
	let column = 0;
	return tokens
		.flatMap(({ text, classes }) => {
			const start = column;
			column += text.length;
			const cuts = [from, to].map((at) => Math.min(Math.max(at - start, 0), text.length));
			return [0, ...cuts].map((at, i) => ({ text: text.slice(at, cuts[i] ?? text.length), classes }));
		})
		.filter(({ text }) => text !== "");
}

/** Languages in which a word that is nothing else is a variable. */
const isProse = new Set(
	"bash sh zsh css diff patch json markdown md mkd mkdown sql xml html xhtml rss atom xsl plist svg yaml yml".split(
		" ",
	),
);

/** Keywords that declare, which editors colour unlike those that direct the flow. */
const declaring = new Set(
	"abstract async class const def enum extends final fn func function impl implements interface lambda let mut private protected pub public readonly static struct trait type var".split(
		" ",
	),
);

function readCode(code: string, language: string): readonly CodeToken[] | null {
	const known = highlighter.getLanguage(language);
	if (known === undefined) {
		return null;
	}
	const tokens = readTokens(highlighter.highlight(code, { language, ignoreIllegals: true }).value);
	return isProse.has(language) ? tokens : tokens.flatMap(refine);
}

/** Tells apart what highlight.js leaves as one and editors do not. */
function refine(token: CodeToken): readonly CodeToken[] {
	const { text, classes } = token;
	if (classes === "hljs-attr") {
		return [{ text, classes: "hljs-property" }];
	}
	if (classes === "hljs-keyword" && declaring.has(text)) {
		return [{ text, classes: "hljs-keyword declaring" }];
	}
	if (classes !== "" && classes !== "hljs-params" && classes !== "hljs-subst") {
		return [token];
	}
	return [...text.matchAll(/([\p{L}_$][\p{L}\p{N}_$]*)(?=(\()?)|[^\p{L}_$]+/gu)].map(([part, word, call]) => ({
		text: part,
		classes: word === undefined ? "" : call === undefined ? "hljs-variable" : "hljs-title function_",
	}));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

function htmlOf({ text, classes }: CodeToken): string {
	const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
	return classes === "" ? escaped : `<span class="${classes}">${escaped}</span>`;
}

/** highlight.js writes nothing but spans with a class and escaped text. */
function readTokens(html: string): readonly CodeToken[] {
	const open: string[] = [];
	const tokens: CodeToken[] = [];
	for (const [part, classes] of html.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
		if (classes !== undefined) {
			open.push(classes);
		} else if (part === "</span>") {
			open.pop();
		} else {
			const text = part.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? "");
			tokens.push({ text, classes: open.at(-1) ?? "" });
		}
	}
	return tokens;
}

function splitLines(tokens: readonly CodeToken[]): readonly (readonly CodeToken[])[] {
	const lines: CodeToken[][] = [[]];
	for (const { text, classes } of tokens) {
		for (const [i, part] of text.split("\n").entries()) {
			if (i > 0) {
				lines.push([]);
			}
			if (part !== "") {
				lines.at(-1)?.push({ text: part, classes });
			}
		}
	}
	return lines;
}

function createHighlighter(): typeof hljs {
	const instance = hljs.newInstance();
	for (const [name, language] of Object.entries(languages)) {
		instance.registerLanguage(name, language);
	}
	return instance;
}

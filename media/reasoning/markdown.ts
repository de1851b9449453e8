/**
 * The answer as Markdown while it streams: blocks that are complete are given out once and for good, only the last one
 * is given again as it grows. Gives HTML that has yet to be sanitized.
 */
import MarkdownIt from "markdown-it";
import { highlightHtml } from "./highlight";

/** The block that is still being written. Code comes as text: colouring it anew for each token would be lost work. */
export type OpenBlock =
	| { readonly kind: "html"; readonly html: string }
	| { readonly kind: "code"; readonly text: string };

export interface MarkdownUpdate {
	/** HTML of the blocks that were completed, empty if none was. */
	readonly completed: string;
	readonly open: OpenBlock | null;
}

const markdown = new MarkdownIt({
	html: false,
	highlight: (code, language) => highlightHtml(code, language) ?? "",
});
// A picture would be fetched from wherever the model says.
markdown.disable("image");
markdown.validateLink = (url) => /^https?:\/\//i.test(url);

/** A number that stands alone on the last line may yet become an item of the list above it. */
const maybeItem = /\n[ \t]*\d{1,9}$/;

type MarkdownToken = ReturnType<typeof markdown.parse>[number];

export class MarkdownStream {
	readonly #references = {};
	/** What follows the completed blocks. */
	#tail = "";

	append(text: string): MarkdownUpdate {
		this.#tail += text.replaceAll("\r", "");
		const tokens = markdown.parse(this.#tail, this.#references);
		const last = lastBlock(tokens, maybeItem.test(this.#tail) ? lineCount(this.#tail) - 1 : Number.POSITIVE_INFINITY);
		const token = tokens[last];
		if (token === undefined) {
			return { completed: "", open: null };
		}
		this.#tail = fromLine(this.#tail, token.map?.[0] ?? 0);
		return { completed: this.#render(tokens.slice(0, last)), open: this.#openBlock(token, tokens.slice(last)) };
	}

	/** HTML of what is left. */
	finish(): string {
		const html = this.#render(markdown.parse(this.#tail, this.#references));
		this.#tail = "";
		return html;
	}

	#openBlock(token: MarkdownToken, tokens: MarkdownToken[]): OpenBlock {
		if (token.type === "fence" && !isClosed(token, this.#tail)) {
			return { kind: "code", text: token.content };
		}
		return { kind: "html", html: this.#render(tokens) };
	}

	#render(tokens: MarkdownToken[]): string {
		return markdown.renderer.render(tokens, markdown.options, this.#references);
	}
}

/** HTML of all that is not code in an answer; empty where there is nothing. */
export function proseHtml(answer: string): string {
	const references = {};
	const tokens = markdown.parse(answer, references).filter(({ type }) => type !== "fence" && type !== "code_block");
	return markdown.renderer.render(tokens, markdown.options, references).trim();
}

/** Index of the token that begins the last block which begins before a line. */
function lastBlock(tokens: readonly MarkdownToken[], line: number): number {
	return tokens.findLastIndex(
		({ level, nesting, map }) => level === 0 && nesting >= 0 && map !== null && map[0] < line,
	);
}

function lineCount(text: string): number {
	return text.split("\n").length;
}

function isClosed(fence: MarkdownToken, text: string): boolean {
	const lines = text.trimEnd().split("\n");
	const last = lines.at(-1)?.trim() ?? "";
	return lines.length > 1 && last.startsWith(fence.markup) && last.replaceAll(fence.markup[0] ?? "", "") === "";
}

function fromLine(text: string, line: number): string {
	let at = 0;
	for (let i = 0; i < line; i++) {
		at = text.indexOf("\n", at) + 1;
	}
	return text.slice(at);
}

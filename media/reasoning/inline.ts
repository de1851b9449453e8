/**
 * Code within a step, found while the step streams. What was given out is never taken back, so a back-tick is held
 * until it is known whether a span or a fenced block begins there; the pieces are the same however the text is cut.
 */

export type Piece =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "code"; readonly text: string }
	/** A fenced block begins; its lines follow as `block`. */
	| { readonly kind: "blockStart"; readonly language: string }
	| { readonly kind: "block"; readonly text: string };

/** Longest inline code: a lone back-tick holds back no more than this. */
const longestSpan = 200;
const fenceLine = /^[ \t]*`{3,}[ \t]*([^`\n]*)$/;
const closingFence = /^[ \t]*`{3,}[ \t]*$/;
const maybeFence = /^[ \t]*(`{0,2}|`{3,}[^`\n]*)$/;
const maybeClosingFence = /^[ \t]*`*[ \t]*$/;

export class InlineParser {
	/** Not decided yet: begins where the next piece begins. */
	#rest = "";
	#isInBlock = false;
	#isAtLineStart = true;
	/** Line ends that are only given out once something follows. */
	#lineEnds = "";
	#hasText = false;

	append(chunk: string): Piece[] {
		this.#rest += chunk;
		return this.#take(false);
	}

	/** Everything that was held back; after it the parser is done. */
	finish(): Piece[] {
		return this.#take(true);
	}

	#take(isEnd: boolean): Piece[] {
		const pieces: Piece[] = [];
		while (this.#rest !== "") {
			const before = this.#rest;
			if (this.#rest.startsWith("\n")) {
				this.#endLine();
			} else if (this.#isAtLineStart && !this.#startLine(pieces, isEnd)) {
				break;
			} else if (this.#isInBlock || !this.#rest.startsWith("`")) {
				this.#takeText(pieces);
			} else {
				this.#takeSpan(pieces, isEnd);
			}
			if (this.#rest === before) {
				break;
			}
		}
		return pieces;
	}

	#endLine(): void {
		this.#rest = this.#rest.slice(1);
		this.#lineEnds += this.#hasText ? "\n" : "";
		this.#isAtLineStart = true;
	}

	/** Opens or closes a block if the line is a fence. False: that cannot be told yet. */
	#startLine(pieces: Piece[], isEnd: boolean): boolean {
		const end = this.#rest.indexOf("\n");
		const line = end < 0 ? this.#rest : this.#rest.slice(0, end);
		const isWhole = isEnd || end >= 0;
		const pattern = this.#isInBlock ? maybeClosingFence : maybeFence;
		if (!isWhole && pattern.test(line)) {
			return false;
		}
		const fence = (this.#isInBlock ? closingFence : fenceLine).exec(line);
		this.#isAtLineStart = false;
		if (fence) {
			this.#isInBlock = !this.#isInBlock;
			this.#rest = this.#rest.slice(line.length);
			this.#lineEnds = "";
			this.#hasText = false;
			if (this.#isInBlock) {
				pieces.push({ kind: "blockStart", language: fence[1]?.trim() ?? "" });
			}
		}
		return true;
	}

	#takeText(pieces: Piece[]): void {
		const length = this.#rest.search(this.#isInBlock ? /\n/ : /[\n`]/);
		const text = length < 0 ? this.#rest : this.#rest.slice(0, length);
		this.#rest = this.#rest.slice(text.length);
		if (text !== "") {
			this.#give(pieces, this.#isInBlock ? "block" : "text", text);
		}
	}

	#takeSpan(pieces: Piece[], isEnd: boolean): void {
		const ticks = /^`+/.exec(this.#rest)?.[0] ?? "";
		const isOpen = !isEnd && ticks.length === this.#rest.length;
		if (isOpen) {
			return;
		}
		const span = findSpan(this.#rest, ticks, isEnd);
		if (span === "unknown") {
			return;
		}
		if (span === "none") {
			this.#rest = this.#rest.slice(ticks.length);
			this.#give(pieces, "text", ticks);
			return;
		}
		this.#rest = this.#rest.slice(span.length + 2 * ticks.length);
		this.#give(pieces, "code", span.text);
	}

	#give(pieces: Piece[], kind: "text" | "code" | "block", text: string): void {
		if (this.#lineEnds !== "") {
			pieces.push({ kind: kind === "block" ? "block" : "text", text: this.#lineEnds });
			this.#lineEnds = "";
		}
		this.#hasText = true;
		pieces.push({ kind, text });
	}
}

type Span = { readonly text: string; readonly length: number };

/** What stands between the back-ticks at the start of `text` and as many that follow on the same line. */
function findSpan(text: string, ticks: string, isEnd: boolean): Span | "none" | "unknown" {
	const lineEnd = text.indexOf("\n");
	const limit = Math.min(lineEnd < 0 ? text.length : lineEnd, longestSpan + 2 * ticks.length);
	const isWhole = isEnd || limit < text.length;
	for (const run of text.slice(ticks.length, limit).matchAll(/`+/g)) {
		const isGrowing = ticks.length + run.index + run[0].length === limit && !isWhole;
		if (!isGrowing && run[0].length === ticks.length) {
			const inner = text.slice(ticks.length, ticks.length + run.index);
			return { text: ticks.length > 1 ? inner.trim() : inner, length: inner.length };
		}
	}
	return isWhole ? "none" : "unknown";
}

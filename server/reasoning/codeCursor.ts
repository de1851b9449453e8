/**
 * Follows, one character after the other, whether Markdown that is being written is in code: in a fenced block or in a
 * code span. What it says holds for what comes next, so it knows a block from its first marks on.
 */
export class CodeCursor {
	/** The line so far. */
	#line = "";
	/** The marks that opened the block which is open; empty outside of one. */
	#fence = "";
	/** Whether the line so far opens a block. */
	#opensFence = false;
	/** Backquotes that opened the span which is open; 0 outside of one. */
	#span = 0;
	/** Backquotes that the line so far ends in. */
	#marks = 0;

	get isInCode(): boolean {
		return this.isInFence || this.#isInSpan;
	}

	get isInFence(): boolean {
		return this.#fence !== "" || this.#opensFence;
	}

	read(character: string): void {
		if (character === "\n") {
			this.#endLine();
			return;
		}
		this.#line += character;
		if (this.#fence) return;
		if (character === "`" || character === "~") this.#opensFence = fenceOpening.test(this.#line);
		if (character === "`") this.#marks++;
		else this.#endMarks();
	}

	get #isInSpan(): boolean {
		return this.#marks > 0 ? this.#marks !== this.#span : this.#span > 0;
	}

	#endMarks(): void {
		if (this.#marks === 0) return;
		if (this.#span === 0) this.#span = this.#marks;
		else if (this.#span === this.#marks) this.#span = 0;
		this.#marks = 0;
	}

	#endLine(): void {
		if (this.#fence) {
			const [, marks = ""] = fenceClosing.exec(this.#line) ?? [];
			if (marks.startsWith(this.#fence)) this.#fence = "";
		} else if (this.#opensFence) {
			this.#fence = /`{3,}|~{3,}/.exec(this.#line)?.[0] ?? "";
		}
		this.#line = "";
		this.#opensFence = false;
		// A span could go on in the next line, but a backquote without its partner is more frequent.
		this.#span = 0;
		this.#marks = 0;
	}
}

/** In a list or a quote too. Backquotes after backquotes are a span's. */
const fenceOpening = /^(?:\s*>)*\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:`{3,}[^`]*|~{3,}.*)$/;
const fenceClosing = /^(?:\s*>)*\s*(`{3,}|~{3,})\s*$/;

/**
 * Parts the text of a server that leaves the thought in it, between tags. Text is all that there is here, so a tag that a
 * thought only speaks of can be taken for a real one: one behind a quote or a backquote is not.
 */

export interface TaggedText {
	readonly channel: "thought" | "answer";
	readonly text: string;
}

/** `unknown`: the text itself shows it, or else `assumed` holds. */
export interface TagStart {
	readonly channel: "thought" | "answer" | "unknown";
	/** Many templates open the thought in the prompt, so that no opening tag ever comes. */
	readonly assumed: "thought" | "answer";
}

const openTag = "<think>";
const closeTag = "</think>";

export class TagSplitter {
	readonly #assumed: TagStart["assumed"];
	#channel: TagStart["channel"];
	/** What may be the beginning of a tag, or white space before one. */
	#held = "";
	/** The last characters that were given on. */
	#tail = "";
	#hasAnswer = false;
	#hasClosed = false;
	#wasAssumed = false;

	constructor({ assumed, channel }: TagStart) {
		this.#assumed = assumed;
		this.#channel = channel;
	}

	/** Whether a thought is open that no tag opened: all of it may have been the answer. */
	get isOnlyAssumed(): boolean {
		return this.#wasAssumed && !this.#hasClosed;
	}

	/** Whether the thought was closed. */
	get hasClosed(): boolean {
		return this.#hasClosed;
	}

	push(text: string): TaggedText[] {
		this.#held += text;
		const parts: TaggedText[] = [];
		while (this.#step(parts)) {
			// Each step takes something from what is held.
		}
		return parts;
	}

	/** What was held back, at the end of the text. */
	end(): TaggedText[] {
		if (this.#channel === "unknown") this.#assume();
		const parts: TaggedText[] = [];
		this.#give(this.#held.length, parts);
		return parts;
	}

	/** Whether it is worth another look. */
	#step(parts: TaggedText[]): boolean {
		switch (this.#channel) {
			case "unknown":
				return this.#begin();
			case "thought":
				return this.#readThought(parts);
			case "answer":
				return this.#readAnswer(parts);
		}
	}

	#begin(): boolean {
		const visible = this.#held.trimStart();
		if (visible.startsWith(openTag)) {
			this.#held = visible.slice(openTag.length);
			this.#channel = "thought";
			return true;
		}
		if (openTag.startsWith(visible)) return false;
		this.#assume();
		return true;
	}

	#assume(): void {
		this.#channel = this.#assumed;
		this.#wasAssumed = this.#assumed === "thought";
	}

	#readThought(parts: TaggedText[]): boolean {
		// Of a template that opens the thought, and a model that opens it again.
		const visible = this.#tail.trim() === "" ? this.#held.trimStart() : "";
		if (visible !== "" && openTag.startsWith(visible.slice(0, openTag.length))) {
			if (visible.length < openTag.length) return false;
			this.#held = visible.slice(openTag.length);
			return true;
		}
		const at = this.#held.indexOf(closeTag);
		if (at < 0) {
			this.#give(this.#held.length - startOfTag(this.#held, closeTag), parts);
			return false;
		}
		if (isQuoted(this.#tail + this.#held.slice(0, at))) {
			this.#give(at + closeTag.length, parts);
			return true;
		}
		this.#give(at, parts);
		this.#held = this.#held.slice(closeTag.length);
		this.#channel = "answer";
		this.#hasClosed = true;
		return true;
	}

	/** R1 sometimes closes its thought twice: that is harmless as long as the answer has not begun. */
	#readAnswer(parts: TaggedText[]): boolean {
		const visible = this.#held.trimStart();
		if (!this.#hasAnswer && this.#hasClosed && closeTag.startsWith(visible.slice(0, closeTag.length))) {
			if (!visible.startsWith(closeTag)) return false;
			this.#held = visible.slice(closeTag.length);
			return true;
		}
		this.#hasAnswer ||= visible !== "";
		this.#give(this.#held.length, parts);
		return false;
	}

	#give(length: number, parts: TaggedText[]): void {
		const text = this.#held.slice(0, length);
		this.#held = this.#held.slice(length);
		this.#tail = (this.#tail + text).slice(-closeTag.length);
		if (text !== "" && this.#channel !== "unknown") parts.push({ channel: this.#channel, text });
	}
}

/** Characters at the text's end that the tag may begin with. */
function startOfTag(text: string, tag: string): number {
	for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
		if (tag.startsWith(text.slice(-length))) return length;
	}
	return 0;
}

function isQuoted(before: string): boolean {
	return /[`"'“‘]$/.test(before);
}

/** Text without blank lines before it and white space after it, however it is cut into pieces. */
export class Trimmed {
	#held = "";
	#hasText = false;

	/** Whether anything visible has come. */
	get hasText(): boolean {
		return this.#hasText;
	}

	push(text: string): string {
		const all = this.#held + text;
		const visible = all.trimEnd();
		this.#held = all.slice(visible.length);
		if (this.#hasText || !visible) return visible;
		this.#hasText = true;
		return visible.replace(/^\s*\n/, "");
	}

	beginParagraph(): void {
		this.#held = this.#hasText ? "\n\n" : "";
	}
}

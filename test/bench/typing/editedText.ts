/** A text as an editor has it while somebody types: new lines are indented, brackets and quotes closed by themselves. */

export type Key =
	| { readonly kind: "character"; readonly text: string }
	| { readonly kind: "enter" }
	| { readonly kind: "backspace" }
	/** Over so many characters that the editor has put after the cursor. */
	| { readonly kind: "move"; readonly length: number }
	/** As many of them. */
	| { readonly kind: "delete"; readonly length: number };

/** What a key or a completion replaces: offsets into the text. */
export interface Edit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

const closerOf: ReadonlyMap<string, string> = new Map(
	Object.entries({ "(": ")", "[": "]", "{": "}", '"': '"', "'": "'", "`": "`" }),
);

export class EditedText {
	#before: string;
	#after: string;
	/** What the editor has put after the cursor and still stands there. */
	#inserted = "";
	readonly #unit: string;

	/** `unit` is what one level is indented by. */
	constructor(before: string, after: string, unit: string) {
		this.#before = before;
		this.#after = after;
		this.#unit = unit;
	}

	get before(): string {
		return this.#before;
	}

	get after(): string {
		return this.#after;
	}

	get inserted(): string {
		return this.#inserted;
	}

	/** The edit that it makes, already made; undefined: it moves the cursor alone. */
	press(key: Key): Edit | undefined {
		switch (key.kind) {
			case "character":
				return this.#type(key.text);
			case "enter":
				return this.#enter();
			case "backspace":
				return this.#edit({ from: -this.#lengthToDelete(), text: "" });
			case "delete":
				return this.#edit({ to: key.length, text: "" });
			case "move":
				this.#move(key.length);
				return undefined;
		}
	}

	/** Puts a completion in the place of so many characters after the cursor. */
	accept(text: string, replaced: number): Edit {
		return this.#edit({ to: replaced, text });
	}

	#type(text: string): Edit {
		if (this.#inserted.startsWith(text)) return this.#edit({ to: text.length, text });
		const closer = this.#closes(text) ? (closerOf.get(text) ?? "") : "";
		return this.#edit({ text, inserted: closer });
	}

	/** Between brackets the closing one goes on a line of its own. A line with nothing on it keeps no white space. */
	#enter(): Edit {
		const line = this.#before.slice(this.#before.lastIndexOf("\n") + 1);
		const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
		const opens = /[([{:]$/.test(line);
		const isBetween = /[([{]$/.test(line) && this.#inserted.startsWith(closerOf.get(line.at(-1) ?? "") ?? "\n");
		return this.#edit({
			from: indent === line ? -line.length : 0,
			text: `\n${indent}${opens ? this.#unit : ""}`,
			inserted: isBetween ? `\n${indent}` : "",
		});
	}

	/** White space before the cursor goes by levels. */
	#lengthToDelete(): number {
		const line = this.#before.slice(this.#before.lastIndexOf("\n") + 1);
		return line.trim() === "" && line.endsWith(this.#unit) ? this.#unit.length : 1;
	}

	#move(length: number): void {
		this.#before += this.#after.slice(0, length);
		this.#after = this.#after.slice(length);
		this.#inserted = this.#inserted.slice(length);
	}

	/** `from` and `to` count from the cursor; `inserted` goes after it. */
	#edit(change: {
		readonly from?: number;
		readonly to?: number;
		readonly text: string;
		readonly inserted?: string;
	}): Edit {
		const { from = 0, to = 0, text, inserted = "" } = change;
		const cursor = this.#before.length;
		this.#before = this.#before.slice(0, cursor + from) + text;
		this.#after = inserted + this.#after.slice(to);
		this.#inserted = inserted + this.#inserted.slice(to);
		return { start: cursor + from, end: cursor + to, text: text + inserted };
	}

	/** Before white space and closing marks; quotes not after a word, nor within a string, nor in a comment. */
	#closes(opener: string): boolean {
		if (!/^(?:[\s)\]}>;:,.=`]|$)/.test(this.#after)) return false;
		if (/[([{]/.test(opener)) return true;
		const line = this.#before.slice(this.#before.lastIndexOf("\n") + 1);
		return !(/[\w"'`]$/.test(this.#before) || /^["'`]/.test(this.#inserted) || /^\s*(?:\/\/|\/?\*|#)/.test(line));
	}
}

/** Text for a terminal: colours where it has them, words broken at its width. */

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], cyan: [36, 39] } as const;

type Style = keyof typeof codes;

export type Paint = (style: Style, text: string) => string;

/** Colours are for people: not for files and pipes, and not for who set NO_COLOR (no-color.org). */
export function createPaint(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
	if (!stream.isTTY || env["NO_COLOR"] || env["TERM"] === "dumb") return (_, text) => text;
	return (style, text) => {
		const [on, off] = codes[style];
		return `\x1b[${on}m${text}\x1b[${off}m`;
	};
}

/** What a terminal would take as a command is no text: a model must not be able to write one. */
export function printable(text: string): string {
	return text.replace(/[\p{Cc}]/gu, (character) => (/[\n\t]/.test(character) ? character : "\uFFFD"));
}

/** Breaks a stream of text at words and indents what follows a break. */
export class Wrapper {
	readonly #width: number;
	readonly #indentation: string;
	#column: number;
	#word = "";
	#space = "";

	/** The first line already stands at the indentation. */
	constructor(width: number, indentation: number) {
		this.#width = width;
		this.#indentation = " ".repeat(indentation);
		this.#column = indentation;
	}

	/** What can be written by now: all but the last word, which may not be whole. */
	push(text: string): string {
		let written = "";
		for (const character of text) {
			if (character === "\n") {
				written += `${this.end()}\n${this.#indentation}`;
				this.#column = this.#indentation.length;
			} else if (character === " ") {
				written += this.end();
				this.#space += character;
			} else {
				this.#word += character;
			}
		}
		return written;
	}

	/** The last word. */
	end(): string {
		if (this.#word === "") return "";
		const margin = this.#indentation.length;
		const column = this.#column + this.#space.length;
		const isBroken = this.#column > margin && column + this.#word.length > this.#width;
		const written = (isBroken ? `\n${this.#indentation}` : this.#space) + this.#word;
		this.#column = (isBroken ? margin : column) + this.#word.length;
		this.#word = "";
		this.#space = "";
		return written;
	}
}

/**
 * Reads code line by line: what is a comment or a string, and the brackets outside of them. A line is read as a whole and
 * without what follows it, so that what it says of a finished line of a stream never changes.
 */
import { isBlank } from "../../edit/lines";
import type { Mode, Region } from "./notation/mode";
import { Reader, type Step } from "./reader";

export interface Bracket {
	readonly text: string;
	/** Where it stands in the line. */
	readonly at: number;
}

export interface Span {
	readonly start: number;
	readonly end: number;
}

export interface ScannedLine {
	readonly text: string;
	readonly brackets: readonly Bracket[];
	/** Strings, comments and regular expressions, with their marks. */
	readonly texts: readonly Span[];
	/** Where the code of the line ends: at a comment that has nothing behind it, or at its end. */
	readonly codeEnd: number;
	/** What the first character of the line is in, and its end. */
	readonly startRegion: Region;
	readonly region: Region;
	/** What goes on from the line above, and in the next line; the innermost last. */
	readonly startModes: readonly Mode[];
	readonly modes: readonly Mode[];
}

/** Reads the lines from the one that begins at `start`, in which `modes` go on. What stands before is looked back at alone. */
export function scanLines(text: string, modes: readonly Mode[], start = 0): ScannedLine[] {
	const lines: ScannedLine[] = [];
	let next = start;
	let current = modes;
	do {
		const lineEnd = text.indexOf("\n", next);
		const end = lineEnd < 0 ? text.length : lineEnd;
		const line = new LineScanner(text.slice(0, end + 1), current, next, end).scan();
		lines.push(line);
		current = line.modes;
		next = end + 1;
	} while (next <= text.length);
	return lines;
}

export function isOpening(bracket: string): boolean {
	return bracket === "(" || bracket === "[" || bracket === "{";
}

const partners: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Whether the two brackets are a pair. */
export function isPair(opening: string, closing: string): boolean {
	return partners[closing] === opening;
}

class LineScanner {
	readonly #reader: Reader;
	readonly #brackets: Bracket[] = [];
	readonly #texts: Text[] = [];
	/** Where the string or comment begins that is being read. The mark of one that goes on from the line above stands before the line. */
	#textStart = -1;
	#region: Region | undefined;

	/** The line goes from `start` to `end`, where `text` has its line end, or ends. */
	constructor(
		readonly text: string,
		readonly modes: readonly Mode[],
		readonly start: number,
		readonly end: number,
	) {
		this.#reader = new Reader(text, modes, start, "marks and brackets");
	}

	scan(): ScannedLine {
		const reader = this.#reader;
		const startRegion = reader.mode.region;
		for (let step = reader.next(); step; step = reader.next()) this.#take(step);
		if (reader.mode.region !== "code") this.#endText(this.end, reader.mode);
		return {
			text: this.text.slice(this.start, this.end),
			brackets: this.#brackets,
			texts: this.#texts,
			codeEnd: this.#codeEnd(),
			startRegion,
			region: this.#region ?? reader.mode.region,
			startModes: this.modes,
			modes: reader.modes,
		};
	}

	#take({ start, end, kind, from, to }: Step): void {
		// What the line end ends goes up to it.
		if (start === this.end || end > this.end) this.#region ??= from.region;
		if (kind === "skip") {
			if (from.region === "code")
				this.#texts.push({ start: start - this.start, end: end - this.start, isComment: false });
			return;
		}
		if (kind === "bracket" || (kind === "end" ? from : to).region === "code") this.#addBrackets(start, end);
		if (from.region !== "code" && to.region === "code") this.#endText(end, from);
		if (from.region === "code" && to.region !== "code") this.#textStart = start - this.start;
	}

	/** Also those that begin and end code in a string. */
	#addBrackets(start: number, end: number): void {
		for (let at = start; at < end; at++) {
			const text = this.text[at] ?? "";
			if (isOpening(text) || text in partners) this.#brackets.push({ text, at: at - this.start });
		}
	}

	#endText(end: number, { region }: Mode): void {
		const start = this.#textStart;
		this.#texts.push({ start, end: Math.min(end, this.end) - this.start, isComment: region === "comment" });
	}

	#codeEnd(): number {
		let end = this.end - this.start;
		for (let at = this.#texts.length - 1; at >= 0; at--) {
			const text = this.#texts[at];
			if (!text?.isComment || !isBlank(this.text.slice(this.start + text.end, this.start + end))) break;
			end = Math.max(0, text.start);
		}
		return end;
	}
}

interface Text extends Span {
	readonly isComment: boolean;
}

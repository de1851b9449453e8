import { diffArrays } from "diff";
import type { Hunk } from "../protocol/run";
import { type CodeLines, TokenIndex, tokensOf } from "./code";
import { rarity } from "./rarity";

/** Beyond this many changed tokens a hunk counts as rewritten: every token of it is changed. */
const maxTokenChanges = 500;

/** A sequence of tokens in a hunk. */
export interface Found {
	/**
	 * `changed`: the hunk takes it out or puts it in. `reused`: it puts in what the code has in other lines too, of which
	 * a step may as well be speaking. `unchanged`: it stands beside what is changed.
	 */
	readonly place: "changed" | "reused" | "unchanged";
	/** As the hunk's line has it. */
	readonly text: string;
}

interface Side {
	readonly index: TokenIndex;
	readonly isChanged: readonly (readonly boolean[])[];
}

/** A hunk as tokens: which of them it changes, and how rare each is in the code around it. */
export class HunkTokens {
	readonly hunk: Hunk;
	readonly #sides: readonly Side[];
	readonly #code: TokenIndex;
	readonly #codeLines: CodeLines;

	constructor(hunk: Hunk, code: TokenIndex, codeLines: CodeLines) {
		const [oldChanged, newChanged] = changedTokens(hunk);
		this.hunk = hunk;
		this.#code = code;
		this.#codeLines = codeLines;
		this.#sides = [
			{ index: new TokenIndex(hunk.oldLines), isChanged: oldChanged },
			{ index: new TokenIndex(hunk.newLines), isChanged: newChanged },
		];
	}

	/** Where the hunk has `sequence`, and how it writes it; undefined if it has it nowhere. */
	find(sequence: readonly string[]): Found | undefined {
		const [before, after] = this.#sides.map((side) => foundOn(side, sequence));
		if (before?.place === "changed") return before;
		if (after?.place === "changed") return this.#isElsewhere(sequence) ? { ...after, place: "reused" } : after;
		return before ?? after;
	}

	/** Whether the hunk has `sequence`. */
	has(sequence: readonly string[]): boolean {
		return this.#sides.some(({ index }) => index.find(sequence).length > 0);
	}

	/** How much `sequence` tells the hunk's lines from the rest of the code: 0 if it is in every line. */
	rarity(sequence: readonly string[]): number {
		const { firstLine, lines } = this.#codeLines;
		const found = this.#code.linesWith(sequence);
		if (lines.length > 1 && found.length === lines.length) return 0;
		const isOutside = (line: number) => !this.#covers(firstLine + line);
		const outside = found.filter(isOutside).length;
		return rarity(outside + 1, lines.length - this.hunk.oldLines.length + 1);
	}

	/** Whether a line, counted from 1 within the code, is changed by the hunk, or next to what it inserts. */
	line(number: number): "changed" | "adjacent" | undefined {
		const line = this.#codeLines.firstLine + number - 1;
		if (this.#covers(line)) return "changed";
		const { oldStart, oldLines } = this.hunk;
		return oldLines.length === 0 && (line === oldStart || line === oldStart - 1) ? "adjacent" : undefined;
	}

	#isElsewhere(sequence: readonly string[]): boolean {
		return this.#code.linesWith(sequence).some((line) => !this.#covers(this.#codeLines.firstLine + line));
	}

	#covers(line: number): boolean {
		return line >= this.hunk.oldStart && line < this.hunk.oldStart + this.hunk.oldLines.length;
	}
}

function foundOn({ index, isChanged }: Side, sequence: readonly string[]): Found | undefined {
	const all = index.find(sequence);
	const changed = all.find(({ line, column }) =>
		isChanged[line]?.slice(column, column + sequence.length).includes(true),
	);
	const first = changed ?? all[0];
	return first && { place: changed ? "changed" : "unchanged", text: index.textAt(first, sequence.length) };
}

/** For each token of the old lines, and of the new ones, whether the other side lacks it. */
function changedTokens(hunk: Hunk): [boolean[][], boolean[][]] {
	const before = hunk.oldLines.map((line) => tokensOf(line).map((token) => token.text));
	const after = hunk.newLines.map((line) => tokensOf(line).map((token) => token.text));
	const changes = diffArrays(before.flat(), after.flat(), { maxEditLength: maxTokenChanges });
	if (!changes) return [before.map((line) => line.map(() => true)), after.map((line) => line.map(() => true))];
	const removed = changes.filter((it) => !it.added).flatMap((it) => it.value.map(() => it.removed));
	const added = changes.filter((it) => !it.removed).flatMap((it) => it.value.map(() => it.added));
	return [byLine(before, removed), byLine(after, added)];
}

function byLine(lines: readonly (readonly string[])[], flags: readonly boolean[]): boolean[][] {
	let at = 0;
	return lines.map((line) => {
		at += line.length;
		return flags.slice(at - line.length, at);
	});
}

/** Code beside the range that the model is shown: which pieces there are, and which of them fit the budget. */

import type { Range } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isBlank, splitLines } from "../edit/lines";
import type { RelatedCode } from "../protocol/runs";

/** A piece of the file around the range, and where it stands, so that neighbours can be put together again. */
export interface RelatedPiece extends RelatedCode {
	/** Zero-based first line in its file. */
	readonly firstLine?: number;
	/** The line after it and after the blank lines that follow it. */
	readonly nextLine?: number;
}

/** Lines before and after the range that are looked at, beside the file's first ones. */
const reach = 600;
/** The first lines of a file, where imports stand. */
const head = 80;
const maxPieces = 60;
/** Lines of a piece. */
const maxBlock = 40;
/** A piece is cut to no fewer lines than this; less says nothing. */
const fewestLines = 3;

/** The rest of the file in pieces of whole lines, the most relevant first; never a line of `range` itself. */
export function surroundingCode(document: TextDocument, range: Range, path: string): RelatedPiece[] {
	const lines = splitLines(document.getText());
	const used = words(lines.slice(range.start.line, range.end.line + 1).join("\n"));
	const pieces = blocks(lines, range).map((block) => ({ ...block, relevance: relevance(lines, block, range, used) }));
	pieces.sort((a, b) => b.relevance - a.relevance || a.first - b.first);
	return pieces.slice(0, maxPieces).map(({ first, end, next }) => ({
		path,
		languageId: document.languageId,
		code: lines.slice(first, end).join("\n"),
		firstLine: first,
		nextLine: next,
	}));
}

/** Lines that belong together. */
export interface Block {
	readonly first: number;
	/** The line after the last one that is not blank. */
	readonly end: number;
	/** The first line of what follows. */
	readonly next: number;
}

/** Stretches that begin at the margin after a blank line: a function with blank lines inside is one. */
function blocks(lines: readonly string[], range: Range): Block[] {
	const before = [
		...blocksBetween(lines, 0, Math.min(head, range.start.line)),
		...blocksBetween(lines, Math.max(head, range.start.line - reach), range.start.line),
	];
	const end = Math.min(lines.length, range.end.line + 1 + reach);
	return [...before, ...blocksBetween(lines, range.end.line + 1, end)];
}

/** Stretches of the lines from `start` to `end`, each begun by a line that begins something, none of them long. */
export function blocksBetween(lines: readonly string[], start: number, end: number): Block[] {
	const starts: number[] = [];
	for (let at = start; at < end; at++) {
		const line = lines[at] ?? "";
		const follows = at === start || isBlank(lines[at - 1] ?? "") || starts.length === 0;
		if (!isBlank(line) && follows && (starts.length === 0 || beginsBlock(line))) starts.push(at);
	}
	return starts.flatMap((first, index) => pieces(lines, first, starts[index + 1] ?? end));
}

/** A block, in several pieces if it is long: so the near part of a long class is found, and its head as well. */
function pieces(lines: readonly string[], start: number, end: number): Block[] {
	const found: Block[] = [];
	for (let first = start; first < end; ) {
		const rest = end - first;
		const split = rest > maxBlock ? blankBefore(lines, first + 1, first + maxBlock) : end;
		let last = split;
		while (isBlank(lines[last - 1] ?? "")) last--;
		// The brackets that close what the range is in say nothing.
		if (lines.slice(first, last).some((line) => /[\p{L}\p{N}]/u.test(line)))
			found.push({ first, end: last, next: split });
		first = split;
	}
	return found;
}

/** The line after the last blank one between two, else the later of them. */
function blankBefore(lines: readonly string[], start: number, end: number): number {
	for (let at = end; at > start; at--) {
		if (isBlank(lines[at - 1] ?? "") && !isBlank(lines[at] ?? "")) return at;
	}
	return end;
}

function beginsBlock(line: string): boolean {
	return !/^[\s)\]}]/.test(line);
}

const importPattern =
	/^\s*(?:import\b|from\b|#\s*include\b|using\b|use\b|require\b|(?:const|let|var)\b.*\brequire\(|package\b)/;

function relevance(lines: readonly string[], block: Block, range: Range, used: ReadonlySet<string>): number {
	const text = lines.slice(block.first, block.end);
	if (text.some((line) => importPattern.test(line)) && block.first < head) return 3;
	const distance = block.end <= range.start.line ? range.start.line - block.end : block.first - range.end.line - 1;
	const nearness = 1 / (2 + distance / 10);
	// What a block declares stands on its first lines, after its comment and its decorators.
	const declared = words(text.filter((line) => /^[^\s*#/@]/.test(line)).join("\n"));
	const isUsed = [...declared].some((word) => used.has(word));
	return nearness + (isUsed ? 1 : 0);
}

const keywords = new Set(
	(
		"abstract async await bool boolean break case catch class const continue def default do double else enum export " +
		"extends false final finally float fn for from func function if impl import in int interface let long namespace " +
		"new nil none null number package private protected pub public raise readonly return self static string struct " +
		"super switch this throw true try type undefined use using val var void while with yield"
	).split(" "),
);

/** The identifiers in a text. */
export function words(text: string): Set<string> {
	return new Set((text.match(/[\p{L}_$][\p{L}\p{N}_$]+/gu) ?? []).filter((word) => !keywords.has(word.toLowerCase())));
}

/**
 * The first of `candidates` that fit `budget`, where `tokens` has how many each takes. One that does not fit is cut at
 * the end of a line, or left out. Pieces of the file around come in its order, neighbours as one.
 */
export function chooseRelated(
	candidates: readonly RelatedPiece[],
	tokens: readonly number[],
	budget: number,
): RelatedCode[] {
	const chosen: RelatedPiece[] = [];
	let left = budget;
	for (const [index, candidate] of candidates.entries()) {
		const size = tokens[index] ?? Number.POSITIVE_INFINITY;
		if (isBlank(candidate.code) || chosen.some((piece) => piece.code.includes(candidate.code.trim()))) continue;
		const piece = size <= left ? candidate : cut(candidate, left / size);
		if (!piece) continue;
		chosen.push(piece);
		left -= Math.min(size, left);
	}
	return merge(chosen).map(({ path, languageId, code }) => ({ path, languageId, code }));
}

/** The first lines that make up `share` of a piece, if they are worth it. Lines are taken to be as dense as the whole. */
function cut(piece: RelatedPiece, share: number): RelatedPiece | undefined {
	const end = piece.code.lastIndexOf("\n", Math.floor(piece.code.length * share));
	const kept = end < 0 ? "" : piece.code.slice(0, end).trimEnd();
	if (splitLines(kept).length < fewestLines) return undefined;
	const { path, languageId } = piece;
	return { path, languageId, code: kept, ...(piece.firstLine !== undefined && { firstLine: piece.firstLine }) };
}

function merge(pieces: readonly RelatedPiece[]): RelatedPiece[] {
	const declarations = pieces.filter((piece) => piece.firstLine === undefined);
	const surrounding = pieces
		.filter((piece) => piece.firstLine !== undefined)
		.sort((a, b) => (a.firstLine ?? 0) - (b.firstLine ?? 0));
	const merged: RelatedPiece[] = [];
	for (const piece of surrounding) {
		const last = merged.at(-1);
		if (last?.nextLine !== piece.firstLine || last === undefined) merged.push(piece);
		else merged[merged.length - 1] = join(last, piece);
	}
	return [...declarations, ...merged];
}

function join(one: RelatedPiece, other: RelatedPiece): RelatedPiece {
	const blank = (other.firstLine ?? 0) - (one.firstLine ?? 0) - splitLines(one.code).length;
	return {
		...other,
		...one,
		code: `${one.code}${"\n".repeat(1 + Math.max(0, blank))}${other.code}`,
		...(other.nextLine !== undefined && { nextLine: other.nextLine }),
	};
}

/** Code from elsewhere for a frame: chunks of the other open documents that are like the code around the cursor, and what fits. */
import { isBlank, splitLines } from "../edit/lines";
import { tagFit } from "../prompt/language";
import { type Block, blocksBetween, chooseRelated, words } from "../prompt/related";
import type { RelatedCode } from "../protocol/runs";
import type { CountTokens, Frame } from "./frame";
import type { Place } from "./place";

export interface OpenDocument {
	readonly uri: string;
	/** As shown to the model: relative to the workspace where possible. */
	readonly path: string;
	readonly languageId: string;
	readonly text: string;
}

/** Lines before and after the cursor that chunks are compared with: about what is written there just now. */
const linesBefore = 40;
const linesAfter = 20;
/** Characters of as many long lines; a minified file is no more. */
const mostBefore = 4000;
const mostAfter = 2000;
/** What is looked at of other documents, whenever a frame is made: mostly a few milliseconds, with ten long ones 50 (measured). */
const maxDocuments = 10;
const maxCharacters = 50_000;
/** A longer line is no code that someone writes. */
const longestLine = 400;
const maxChunks = 8;
/** Lines of neighbouring chunks that are put together. */
const maxLines = 60;
/** Fewer identifiers in common are chance. */
const fewestShared = 3;
/** Tried on this project's own files: below it, what they have in common are `map`, `length` and the like. */
const leastSimilarity = 0.1;
/** What is written in another language helps less than what they have in common promises. */
const otherLanguage = 0.5;
/** What the tokens of are counted. */
const maxCandidates = 40;
/** With as many of its lines elsewhere, a chunk says nothing new. */
const duplicate = 0.8;

interface Chunk extends RelatedCode, Block {
	readonly uri: string;
	readonly similarity: number;
}

/** The most similar first; of the same similarity that of the document used last. */
export function similarChunks(place: Place, documents: readonly OpenDocument[]): RelatedCode[] {
	const around = `${place.before.slice(-mostBefore)}${place.after.slice(0, mostAfter)}`;
	const used = identifiers(nearest(place));
	const chunks = documents
		.filter(({ uri }) => uri !== place.uri)
		.slice(0, maxDocuments)
		.flatMap((document) => chunksOf(document, used, place.languageId));
	// Sorting is stable.
	chunks.sort((a, b) => b.similarity - a.similarity);
	const chosen: Chunk[] = [];
	for (const chunk of chunks) {
		if (chosen.length === maxChunks) break;
		if (![around, ...chosen.map(({ code }) => code)].some((code) => repeats(chunk.code, code))) chosen.push(chunk);
	}
	return merged(chosen).map(({ path, languageId, code }) => ({ path, languageId, code }));
}

function nearest({ before, after }: Place): string[] {
	const above = before.slice(-mostBefore).split("\n").slice(-linesBefore);
	const below = after.slice(0, mostAfter).split("\n").slice(0, linesAfter);
	return `${above.join("\n")}${below.join("\n")}`.split("\n");
}

const comment = /^\s*(?:\/\/|\/?\*|--|;;|%|#(?!\s*(?:include|define|if)))/;

/** Those of the code alone: two comments have many words in common that say nothing. */
function identifiers(lines: readonly string[]): Set<string> {
	return words(lines.filter((line) => !comment.test(line)).join("\n"));
}

function chunksOf(document: OpenDocument, used: ReadonlySet<string>, languageId: string): Chunk[] {
	const { uri, path, languageId: own, text } = document;
	const lines = splitLines(text.slice(0, maxCharacters));
	const weight = tagFit(own, languageId) === "none" ? otherLanguage : 1;
	return blocksBetween(lines, 0, lines.length).flatMap((block) => {
		const code = lines.slice(block.first, block.end);
		if (code.some((line) => line.length > longestLine)) return [];
		const similarity = weight * jaccard(identifiers(code), used);
		return similarity >= leastSimilarity
			? [{ ...block, uri, path, languageId: own, code: code.join("\n"), similarity }]
			: [];
	});
}

/** What two sets have in common, of all that they have. */
function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	let shared = 0;
	for (const word of one) if (other.has(word)) shared++;
	return shared < fewestShared ? 0 : shared / (one.size + other.size - shared);
}

function repeats(code: string, other: string): boolean {
	const lines = new Set(filledLines(code));
	const others = new Set(filledLines(other));
	const same = [...lines].filter((line) => others.has(line)).length;
	return same >= lines.size * duplicate;
}

function filledLines(code: string): string[] {
	return splitLines(code)
		.filter((line) => !isBlank(line))
		.map((line) => line.trim());
}

/** Neighbours as one, in the place of the more similar. */
function merged(chunks: readonly Chunk[]): Chunk[] {
	const result: Chunk[] = [];
	for (const chunk of chunks) {
		const at = result.findIndex((it) => it.uri === chunk.uri && (it.next === chunk.first || chunk.next === it.first));
		const neighbour = result[at];
		const both = neighbour && together(neighbour, chunk);
		if (both) result[at] = both;
		else result.push(chunk);
	}
	// What was put together may have a neighbour now.
	return result.length < chunks.length ? merged(result) : result;
}

function together(one: Chunk, other: Chunk): Chunk | undefined {
	const [first, second] = one.first < other.first ? [one, other] : [other, one];
	if (second.end - first.first > maxLines) return undefined;
	const lineEnds = "\n".repeat(second.first - first.end + 1);
	return { ...one, first: first.first, end: second.end, next: second.next, code: first.code + lineEnds + second.code };
}

export interface RelatedCandidates {
	/** As the client gave them, the most relevant first. */
	readonly declarations: readonly RelatedCode[];
	/** The most similar first. */
	readonly chunks: readonly RelatedCode[];
}

interface RelatedOptions {
	/** Tokens. */
	readonly budget: number;
	readonly countTokens: CountTokens;
	/** What was chosen for the frame before. */
	readonly previous: readonly RelatedCode[];
}

/**
 * What goes into the frame: declarations first, then chunks, and nothing that its window has. What was chosen before stays
 * while it is most of what would be chosen now: related code comes first in the prompt, so all after it is read anew when it changes.
 */
export async function chooseFor(
	frame: Frame,
	{ declarations, chunks }: RelatedCandidates,
	{ budget, countTokens, previous }: RelatedOptions,
): Promise<readonly RelatedCode[]> {
	const isNew = ({ code }: RelatedCode) => !frame.before.includes(code.trim()) && !frame.after.includes(code.trim());
	const candidates = [...declarations, ...chunks].filter(isNew).slice(0, maxCandidates);
	const counts = await countTokens([...candidates, ...previous].map(({ code }) => code));
	const chosen = chooseRelated(candidates, counts, budget);
	const size = counts.slice(candidates.length).reduce((sum, count) => sum + count, 0);
	const isKept = size <= budget && previous.every((piece) => candidates.some((it) => isOf(piece, it)));
	const kept = chosen.filter((piece) => previous.some((it) => it.path === piece.path && it.code === piece.code));
	return isKept && kept.length > chosen.length / 2 ? previous : chosen;
}

/** Whether it is one of the candidates, or the beginning of one, as its code is now. */
function isOf(piece: RelatedCode, candidate: RelatedCode): boolean {
	return piece.path === candidate.path && candidate.code.startsWith(piece.code);
}

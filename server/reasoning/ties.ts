/** What in a step ties it to a hunk, and how strongly. The weights were tuned on thoughts read by eye. */
import type { Tie } from "../protocol/run";
import { isWord, type Token } from "./code";
import type { Found, HunkTokens } from "./hunkTokens";
import type { CodeMention, LineMention, Mentions } from "./mentions";

export interface WeighedTie extends Tie {
	/** The same for ties to the same thing, however they are written. */
	readonly key: string;
	readonly weight: number;
	/** To what the hunk changes, not only to what stands beside it. */
	readonly isToChange: boolean;
	/** By the number of a line, which the model counts from the first one it was shown. */
	readonly isLineNumber?: true;
}

const weights = {
	line: { changed: 0.9, adjacent: 0.5 },
	code: { changed: 1, unchanged: 0.4 },
	/** Identifiers in prose that cannot be English: `sumPrices`, `max_size`. */
	identifier: { changed: 0.7, unchanged: 0.25 },
	/** Words in prose that are identifiers in the code: total, return. */
	word: { changed: 0.5, unchanged: 0.1 },
	/** Several of them in a row: return total. */
	phrase: { changed: 0.8, unchanged: 0.25 },
	/** Syntax that prose calls by name: template literal. */
	concept: { changed: 0.4, unchanged: 0 },
} as const;

/** Quoting more tokens is more telling, up to this. */
const maxLengthBonus = 1.4;
const maxPhrase = 8;
/** Lines looked at of a run of lines that a step names. */
const maxLines = 400;

// Words so common in prose that alone they name no code, although code has many of them.
const english = new Set(
	(
		"about above after all also an and any are as at be because been before below both but by can case catch check code " +
		"correct could do does each else empty even every example first fix for from function get given has have he here how " +
		"if in index input inside into is it item items its just key last let like line list loop make may maybe me my name " +
		"need needs new next no not now of off on one only or other our out outside over same see set should so some such " +
		"than that the their them then there these they this those three to too true two type until up us use used user " +
		"value values very want was way we well were what when where which while who why will with without work works " +
		"would wrong yes you your false"
	).split(" "),
);

/** Everything that ties what a step mentions to a hunk; each thing once. */
export function tiesBetween(hunk: HunkTokens, mentions: Mentions): WeighedTie[] {
	const ties = new Map<string, WeighedTie>();
	const all = [
		...mentions.lines.flatMap((mention) => lineTies(hunk, mention)),
		...[...mentions.code, ...mentions.fenced].flatMap((mention) => codeTies(hunk, mention)),
		...proseTies(hunk, mentions),
		...conceptTies(hunk, mentions),
	];
	for (const tie of all) {
		if (tie.weight > (ties.get(tie.key)?.weight ?? 0)) ties.set(tie.key, tie);
	}
	return [...ties.values()];
}

function lineTies(hunk: HunkTokens, { text, first, last }: LineMention): WeighedTie[] {
	const count = Math.min(last - first + 1, maxLines);
	const places = Array.from({ length: count }, (_, offset) => hunk.line(first + offset));
	if (places.every((place) => place === undefined)) return [];
	const weight = places.includes("changed") ? weights.line.changed : weights.line.adjacent;
	return [
		{ key: text, inStep: text, inCode: "", weight: weight / Math.sqrt(count), isToChange: true, isLineNumber: true },
	];
}

function codeTies(hunk: HunkTokens, { text, tokens }: CodeMention): WeighedTie[] {
	return tieTo(hunk, tokens, text, weights.code);
}

/** Goes through the prose and takes the longest run of tokens that the hunk has, again and again. */
function proseTies(hunk: HunkTokens, { prose, tokens }: Mentions): WeighedTie[] {
	const ties: WeighedTie[] = [];
	for (let at = 0; at < tokens.length; ) {
		const run = tokens.slice(at, at + Math.max(1, longestRun(hunk, tokens, at)));
		ties.push(...runTies(hunk, run, prose));
		at += run.length;
	}
	return ties;
}

function longestRun(hunk: HunkTokens, tokens: readonly Token[], at: number): number {
	const run: string[] = [];
	for (const [offset, token] of tokens.slice(at, at + maxPhrase).entries()) {
		const gap = token.start - (tokens[at + offset - 1]?.end ?? 0);
		if (offset > 0 && gap > 1) break;
		run.push(token.text);
		if (!hunk.has(run)) return offset;
	}
	return run.length;
}

function runTies(hunk: HunkTokens, run: readonly Token[], source: string): WeighedTie[] {
	const tokens = run.map((token) => token.text);
	const telling = tokens.filter(isTelling);
	const [first] = run;
	const last = run.at(-1);
	if (telling.length === 0 || !first || !last) return [];
	const text = source.slice(first.start, last.end);
	if (run.length > 1 && tokens.filter((token) => isWord(token) || isNumber(token)).length > 1) {
		return tieTo(hunk, tokens, text, weights.phrase);
	}
	const [word = ""] = telling;
	if (isNumber(word) || isMark(word)) return tieTo(hunk, [word], word, { ...weights.word, unchanged: 0 });
	if (isIdentifier(word) || !isWord(word)) return tieTo(hunk, [word], word, weights.identifier);
	return (
		forms(word)
			.map((form) => tieTo(hunk, [form], word, weights.word))
			.find((ties) => ties.length > 0) ?? []
	);
}

function conceptTies(hunk: HunkTokens, { concepts }: Mentions): WeighedTie[] {
	return concepts.flatMap(({ text, sequences }) => {
		const ties = sequences.flatMap((sequence) => tieTo(hunk, sequence, text, weights.concept));
		// A name says less than the syntax itself, so the two are not the same thing twice.
		return ties.slice(0, 1).map((tie) => ({ ...tie, key: text.toLowerCase() }));
	});
}

function tieTo(
	hunk: HunkTokens,
	tokens: readonly string[],
	text: string,
	weight: { readonly changed: number; readonly unchanged: number },
): WeighedTie[] {
	const found = hunk.find(tokens);
	if (!found) return [];
	const bonus = Math.min(maxLengthBonus, 0.9 + tokens.length / 10);
	const total = weightAt(found.place, weight) * bonus * hunk.rarity(tokens);
	const isToChange = found.place !== "unchanged";
	return total > 0 ? [{ key: tokens.join(" "), inStep: text, inCode: found.text, weight: total, isToChange }] : [];
}

function weightAt(place: Found["place"], weight: { readonly changed: number; readonly unchanged: number }): number {
	return place === "reused" ? (weight.changed + weight.unchanged) / 2 : weight[place];
}

/** Whether a token in prose can name code by itself. */
function isTelling(token: string): boolean {
	if (isWord(token)) return token.length > 1 && !english.has(token.toLowerCase());
	return isNumber(token) || isMark(token) || (token.length > 1 && token !== "...");
}

function isNumber(token: string): boolean {
	return /^\d/.test(token);
}

/** A mark that is an operator more often than punctuation. */
function isMark(token: string): boolean {
	return /^[<>=+%]$/.test(token);
}

/** A word that no prose has: with a capital within, an underscore or a digit. */
function isIdentifier(word: string): boolean {
	return /[a-z\d][A-Z]|_|\d/.test(word);
}

/** A word as code may have it where prose inflects it: returns, awaited. */
function forms(word: string): string[] {
	const stems = ["s", "es", "d", "ed", "ing"].filter(
		(ending) => word.length > ending.length + 3 && word.endsWith(ending),
	);
	return [word, ...stems.map((ending) => word.slice(0, -ending.length))];
}

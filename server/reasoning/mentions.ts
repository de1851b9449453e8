/** What a step says of the code: the lines it counts, the code it quotes, and the prose around both. */
import { type Token, tokensOf } from "./code";
import { type Concept, conceptsIn } from "./concepts";

/** A run of lines that a step names by number. */
export interface LineMention {
	/** As the step writes it: `lines 3-5`. */
	readonly text: string;
	/** First and last line, counted from 1 within the code that the model was shown. */
	readonly first: number;
	readonly last: number;
}

/** Code that a step quotes. */
export interface CodeMention {
	/** As the step writes it, without the quotes and the end of a statement. */
	readonly text: string;
	readonly tokens: readonly string[];
}

export interface Mentions {
	readonly lines: readonly LineMention[];
	/** In backquotes, or in quotation marks, which the smaller models use as well. */
	readonly code: readonly CodeMention[];
	/** Lines of fenced code. */
	readonly fenced: readonly CodeMention[];
	/** The rest of the text, at its own offsets: spaces stand for what is above. */
	readonly prose: string;
	/** Of the prose. */
	readonly tokens: readonly Token[];
	/** Syntax that the prose calls by name. */
	readonly concepts: readonly Concept[];
}

const fencePattern = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[`~]*[ \t]*$|(?![\s\S]))/gm;
const spanPattern = /(`+)(?!`)([^\n]*?[^`])\1(?!`)/g;
const quotePattern = /(?<![\p{L}\p{N}_])(["'])([^"'\n]{1,80})\1(?![\p{L}\p{N}_])|“([^”\n]{1,80})”|‘([^’\n]{1,80})’/gu;
const linePattern = /\blines?\s+#?\d+(?:(?:\s*(?:[-–—,&]|\b(?:to|through|and|or)\b))+\s*\d+)*/gi;

/** Everything that `text`, a step's, names. */
export function mentionsIn(text: string): Mentions {
	const fenced: CodeMention[] = [];
	const withoutFences = blank(text, fencePattern, (match) => {
		for (const line of (match[2] ?? "").split("\n")) addCode(fenced, line);
	});
	const code: CodeMention[] = [];
	const withoutSpans = blank(withoutFences, spanPattern, (match) => addCode(code, match[2] ?? ""));
	for (const match of withoutSpans.matchAll(quotePattern)) addCode(code, match[2] ?? match[3] ?? match[4] ?? "");
	const lines: LineMention[] = [];
	const prose = blank(withoutSpans, linePattern, (match) => lines.push(...lineMentions(match[0])));
	return { lines, code, fenced, prose, tokens: tokensOf(prose), concepts: conceptsIn(prose) };
}

/** Puts spaces in place of each match, so that offsets stay as they are. */
function blank(text: string, pattern: RegExp, visit: (match: RegExpExecArray) => void): string {
	let result = "";
	let end = 0;
	for (const match of text.matchAll(pattern)) {
		visit(match);
		result += text.slice(end, match.index) + " ".repeat(match[0].length);
		end = match.index + match[0].length;
	}
	return result + text.slice(end);
}

function addCode(mentions: CodeMention[], source: string): void {
	// A statement's end says nothing.
	const text = source.trim().replace(/(?<=\S)[\s;,:]+$/, "");
	const tokens = tokensOf(text).map((token) => token.text);
	// A call named as `sum()` stands in the code with its arguments.
	if (tokens.length > 2 && tokens.at(-2) === "(" && tokens.at(-1) === ")") tokens.splice(-2);
	if (tokens.length > 0) mentions.push({ text, tokens });
}

function lineMentions(text: string): LineMention[] {
	return Array.from(text.matchAll(/(\d+)(?:\s*(?:-|–|—|to|through)\s*(\d+))?/gi), (match) => {
		const first = Number(match[1]);
		return { text, first, last: Math.max(first, Number(match[2] ?? first)) };
	});
}

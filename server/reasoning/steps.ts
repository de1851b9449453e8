/** Reads a thought as it streams and parts it into steps: one paragraph each. */
import type { RunEvent, Step, StepKind } from "../protocol/run";
import { type CodeLines, TokenIndex } from "./code";
import { CodeCursor } from "./codeCursor";
import { mentionsIn } from "./mentions";
import type { Thought } from "./splitter";
import { kindLength, stepKind } from "./stepKind";

export type { CodeLines } from "./code";

/** A code span names its lines where it stands in this many at most; one that is everywhere names none. */
const maxSpanLines = 2;

interface OpenStep {
	readonly index: number;
	readonly start: number;
	kind: StepKind;
	text: string;
	end: number;
	tokens: number;
	lines: readonly number[];
	readonly source: Step["source"];
}

/**
 * Blank lines part steps, but not within fenced code, and not before a list, an indented line or fenced code, which
 * belong to the paragraph they follow. Steps and their texts do not depend on how the stream is cut.
 */
export class StepReader {
	readonly #namedLines: (text: string) => number[];
	readonly #steps: OpenStep[];
	readonly #code = new CodeCursor();
	/** White space that belongs to the step only if more of it follows. */
	#held = "";
	/** The beginning of a paragraph that may yet prove to be a list or a fence. */
	#opening = "";
	/** Tokens that came before the first step. */
	#unclaimedTokens = 0;
	#source: Step["source"] = "model";

	/** `kept` are steps that the thought begins with. */
	constructor(code: CodeLines, kept: readonly Step[] = []) {
		const index = new TokenIndex(code.lines);
		this.#namedLines = (text) => linesNamed(text, code, index);
		this.#steps = kept.map((step) => ({ ...step }));
		if (kept.length > 0) this.#held = "\n\n";
	}

	get steps(): readonly Step[] {
		return this.#steps;
	}

	/** Takes what the user has the thought go on with, `time` milliseconds after it began. Its tokens are not counted. */
	pushUser(text: string, time: number): void {
		this.#source = "user";
		for (const character of text) this.#read(character, time);
		if (this.#opening) this.#begin(this.#opening, time);
		this.#opening = "";
		this.#source = "model";
	}

	/** Takes the next piece, of `tokens` tokens, written `time` milliseconds after the thought began. */
	push(text: Thought, tokens: number, time: number): RunEvent[] {
		const progress = new Progress(this.#steps);
		for (const character of text) this.#read(character, time);
		this.#claim(tokens, time);
		return progress.events(this.#namedLines);
	}

	/** The thought is over: settles what is known of the last step. */
	end(time: number): RunEvent[] {
		const progress = new Progress(this.#steps);
		if (this.#opening) this.#begin(this.#opening, time);
		this.#opening = "";
		this.#claim(0, time);
		const last = this.#steps.at(-1);
		if (!last) return [];
		return [...progress.events(this.#namedLines), settle(last, this.#namedLines)];
	}

	#claim(tokens: number, time: number): void {
		const last = this.#steps.at(-1);
		this.#unclaimedTokens += tokens;
		if (!last) return;
		last.tokens += this.#unclaimedTokens;
		this.#unclaimedTokens = 0;
		last.end = Math.max(last.end, time);
	}

	#read(character: string, time: number): void {
		if (this.#opening) {
			this.#opening += character;
			this.#placeOpening(time);
		} else if (/\s/.test(character)) {
			this.#code.read(character);
			this.#held += character;
		} else if (this.#isAtParagraph()) {
			this.#opening = character;
			this.#placeOpening(time);
		} else {
			this.#append(character);
		}
	}

	#isAtParagraph(): boolean {
		if (this.#steps.length === 0) return true;
		return !this.#code.isInFence && /\n[^\S\n]*\n/.test(this.#held);
	}

	/** Appends the opening to the step before it or begins a step with it, as soon as it shows which. */
	#placeOpening(time: number): void {
		const continues = continuesStep(this.#held, this.#opening);
		if (continues === undefined) return;
		const body = this.#opening.trimEnd();
		const space = this.#opening.slice(body.length);
		this.#opening = "";
		if (continues && this.#steps.length > 0) this.#append(body);
		else this.#begin(body, time);
		for (const character of space) this.#read(character, time);
	}

	#begin(text: string, time: number): void {
		const index = this.#steps.length;
		this.#steps.push({
			index,
			start: time,
			end: time,
			kind: "inspect",
			text: "",
			tokens: 0,
			lines: [],
			source: this.#source,
		});
		this.#held = "";
		this.#append(text);
	}

	#append(text: string): void {
		const step = this.#steps.at(-1);
		if (!step) return;
		for (const character of text) this.#code.read(character);
		step.text += this.#held + text;
		this.#held = "";
		if (step.text.length <= kindLength) step.kind = stepKind(step.text, step.index === 0);
	}
}

/** Whether a paragraph that begins with `opening`, after the white space `space`, goes on with the step before it. */
function continuesStep(space: string, opening: string): boolean | undefined {
	if (/\n(?: {2,}|\t)[^\S\n]*$/.test(space)) return true;
	if (/^(?:(?:[-*+]|\d{1,3}[.)])\s|`{3}|~{3})/.test(opening)) return true;
	return /^(?:[-*+]|\d{1,3}[.)]?|`{1,2}|~{1,2})$/.test(opening) ? undefined : false;
}

/** What one piece of the stream changed in the steps, as events. */
class Progress {
	readonly #steps: readonly OpenStep[];
	readonly #first: number;
	readonly #length: number;
	readonly #kind: StepKind | undefined;

	constructor(steps: readonly OpenStep[]) {
		const last = steps.at(-1);
		this.#steps = steps;
		this.#first = last?.index ?? 0;
		this.#length = last?.text.length ?? 0;
		this.#kind = last?.kind;
	}

	events(namedLines: (text: string) => number[]): RunEvent[] {
		return this.#steps.slice(this.#first).flatMap((step, offset) => {
			const isNew = offset > 0 || this.#kind === undefined;
			const text = isNew ? step.text : step.text.slice(this.#length);
			const events: RunEvent[] = [];
			if (isNew || step.kind !== this.#kind) events.push({ kind: "step", step: header(step) });
			if (text) events.push({ kind: "thought", step: step.index, text });
			if (step.index < this.#steps.length - 1) events.push(settle(step, namedLines));
			return events;
		});
	}
}

function settle(step: OpenStep, namedLines: (text: string) => number[]): RunEvent {
	step.lines = namedLines(step.text);
	return { kind: "step", step: header(step) };
}

function header({ text: _, ...rest }: OpenStep): Omit<Step, "text"> {
	return rest;
}

/** Lines of the document that a step names, by number or by code that stands in few lines. */
function linesNamed(text: string, code: CodeLines, index: TokenIndex): number[] {
	const { lines, code: spans } = mentionsIn(text);
	const counted = lines.flatMap(({ first, last }) => {
		const end = Math.min(last, code.lines.length);
		return Array.from({ length: Math.max(0, end - first + 1) }, (_, offset) => first - 1 + offset);
	});
	const quoted = spans
		.filter((span) => span.tokens.some(isTelling))
		.map((span) => index.linesWith(span.tokens))
		.filter((found) => found.length <= maxSpanLines && (found.length < code.lines.length || code.lines.length === 1))
		.flat();
	const named = [...counted, ...quoted].filter((line) => line >= 0);
	return [...new Set(named)].sort((a, b) => a - b).map((line) => code.firstLine + line);
}

/** Brackets and commas are in too much code to name any of it, even where they are few. */
function isTelling(token: string): boolean {
	return token.length > 1 || /[^\s()[\]{}.,:;"'`]/.test(token);
}

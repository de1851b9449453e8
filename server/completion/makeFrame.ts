/** Where a frame begins and ends: whole lines within a budget, moved seldom and then far, so that the KV cache keeps them. */
import type { RelatedCode } from "../protocol/runs";
import { type CountTokens, type Frame, type FrameBudget, maxInserted, maxTypedCharacters } from "./frame";
import type { Place } from "./place";

export interface FrameOptions {
	/** As shown to the model: relative to the workspace where possible. */
	readonly path: string;
	readonly related: readonly RelatedCode[];
	readonly budget: FrameBudget;
	/** An older frame, whose prompt the KV cache may still have. */
	readonly previous: Frame | undefined;
	readonly countTokens: CountTokens;
}

/** Code has about three or four. No more text than that is looked at, so where it is mostly white space, the window is smaller. */
const charactersPerToken = 6;
/** Of the tokens that there could be, when the start moves: the rest is for the lines to come, so that it does not move with each. */
const filled = 3 / 4;
/** Of the same: with no more than that before the cursor, an old start is not worth keeping. */
const leastKept = 1 / 2;
/** A cursor that is farther into its line gets an anchor within the line, so that there is room to type on. */
const longestTyped = maxTypedCharacters / 2;
/** Characters between such an anchor and the cursor: the model goes on from whole words. */
const typedInLongLine = 200;

/**
 * A frame around the cursor, with the start of the previous one where that still serves. What follows the cursor needs no
 * such care: as long as the text there is the same, the same lines fit.
 */
export async function makeFrame(place: Place, options: FrameOptions): Promise<Frame> {
	const { path, related, budget, previous, countTokens } = options;
	const head = place.before.slice(0, anchorIn(place.before));
	const before = linesBefore(head, budget.before);
	const after = linesAfter(place.after.replace(closers, ""), budget.after);
	const counts = await countTokens([...before.lines, ...after.lines]);
	const start = startLine(before, counts.slice(0, before.lines.length), {
		budget: budget.before,
		previous: previous?.uri === place.uri ? linesOf(previous.before) : [],
	});
	const end = fitting(counts.slice(before.lines.length), budget.after);
	return {
		uri: place.uri,
		path,
		languageId: place.languageId,
		before: before.lines.slice(start).join("") || (await cut(before.nearest, budget.before, countTokens, "end")),
		after: after.lines.slice(0, end).join("") || (await cut(after.nearest, budget.after, countTokens, "start")),
		related,
	};
}

/**
 * What ends the cursor's line may have been put there by the editor, to be typed over: with it in the frame a new one would
 * be due then. Not more than a frame takes for that.
 */
const closers = new RegExp(`^[)\\]}>'"\`]{1,${maxInserted}}(?=\n|$)`);

/** The start of the cursor's line, or of a word in it. Looks at the nearest characters alone: a line may be a whole file. */
function anchorIn(before: string): number {
	const near = before.slice(-longestTyped);
	const lineEnd = near.lastIndexOf("\n");
	if (lineEnd >= 0 || near.length === before.length) return before.length - near.length + lineEnd + 1;
	const room = near.slice(0, near.length - typedInLongLine);
	const word = /[\p{L}\p{N}_$]*$/u.exec(room)?.[0] ?? "";
	const anchor = before.length - typedInLongLine - (word.length < room.length ? word.length : 0);
	return anchor - (isWithinCharacter(before, anchor) ? 1 : 0);
}

/** Of the text near the cursor, as much as a budget could hold: a line has a token at least. */
interface Lines {
	/** Whole ones, in the document's order, with their line ends. */
	readonly lines: readonly string[];
	/** Of the line nearest to the cursor, for where it alone is longer than the budget. */
	readonly nearest: string;
}

interface LinesBefore extends Lines {
	readonly reachStart: boolean;
}

function linesBefore(text: string, budget: number): LinesBefore {
	const near = text.slice(Math.max(0, text.length - budget * charactersPerToken));
	const found = linesOf(near);
	const isCut = near.length < text.length && text[text.length - near.length - 1] !== "\n";
	const whole = isCut ? found.slice(1) : found;
	const lines = whole.slice(Math.max(0, whole.length - budget));
	const reachStart = near.length === text.length && lines.length === found.length;
	return { lines, reachStart, nearest: found.at(-1) ?? "" };
}

/** The first is the rest of the cursor's line; each other begins with the line end before it. */
function linesAfter(text: string, budget: number): Lines {
	const near = text.slice(0, budget * charactersPerToken);
	const found = near === "" ? [] : near.split(/(?=\n)/);
	const isCut = near.length < text.length && text[near.length] !== "\n";
	return { lines: found.slice(0, Math.min(budget, found.length - (isCut ? 1 : 0))), nearest: found[0] ?? "" };
}

function linesOf(text: string): string[] {
	return text === "" ? [] : text.split(/(?<=\n)/);
}

interface StartOptions {
	readonly budget: number;
	/** Lines of the previous window. */
	readonly previous: readonly string[];
}

/** Which of the lines the window begins with. */
function startLine(before: LinesBefore, counts: readonly number[], { budget, previous }: StartOptions): number {
	const { lines, reachStart } = before;
	const fromEnd = counts.toReversed();
	const earliest = lines.length - fitting(fromEnd, budget);
	const isWhole = reachStart && earliest === 0;
	const most = Math.min(budget, total(counts));
	const latest = lines.length - fitting(fromEnd, most * leastKept) - 1;
	const kept = sameStart(lines, previous, earliest);
	if (kept !== undefined && kept <= latest) return kept;
	if (isWhole) return 0;
	// At least one line, if there is one that fits.
	return Math.min(lines.length - fitting(fromEnd, most * filled), Math.max(earliest, lines.length - 1));
}

function total(counts: readonly number[]): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

/** How many of the counts, from the first on, make up no more than the budget. */
function fitting(counts: readonly number[], budget: number): number {
	let sum = 0;
	const end = counts.findIndex((count) => {
		sum += count;
		return sum > budget;
	});
	return end < 0 ? counts.length : end;
}

/** The line, of those from `earliest` on, from where most lines are as they were in the previous window. */
function sameStart(lines: readonly string[], previous: readonly string[], earliest: number): number | undefined {
	let best: number | undefined;
	let most = 0;
	for (let start = earliest; start < lines.length; start++) {
		let same = 0;
		while (same < previous.length && start + same < lines.length && lines[start + same] === previous[same]) same++;
		if (same > most) [best, most] = [start, same];
	}
	return best;
}

/** The end or the start of a line that is longer than the budget, as much of it as fits. */
async function cut(line: string, budget: number, countTokens: CountTokens, side: "start" | "end"): Promise<string> {
	let length = line.length;
	for (;;) {
		const part = side === "end" ? endOf(line, length) : startOf(line, length);
		if (part === "") return "";
		const [tokens = Number.POSITIVE_INFINITY] = await countTokens([part]);
		if (tokens <= budget) return part;
		// Always shorter, so that it comes to an end.
		length = Math.floor(Math.min(part.length * 0.9, (part.length * budget) / tokens));
	}
}

function endOf(text: string, length: number): string {
	const start = text.length - length;
	return text.slice(start + (isWithinCharacter(text, start) ? 1 : 0));
}

function startOf(text: string, length: number): string {
	return text.slice(0, length - (isWithinCharacter(text, length) ? 1 : 0));
}

/** Whether an offset is between the two halves of a character beyond the first 65,536. */
function isWithinCharacter(text: string, offset: number): boolean {
	return /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

/**
 * Tells from a model's new version of some code what it put in at the cursor. The model writes all of the code once more,
 * and not always as it was: white space does not count, and what it changed elsewhere is not taken.
 */
import { openBrackets } from "./brackets";
import { fitLines } from "./fit";
import { indentationOf, splitLines } from "./lines";
import { moveLines, seamAfter, seamBefore } from "./seam";
import { type Solid, solidOf, squeeze, withSpaceAround } from "./solid";

/** Code with a cursor in it. Line ends are `\n`. */
export interface CodeAtCursor {
	readonly before: string;
	readonly after: string;
	/** What the model was shown at the cursor. */
	readonly mark: string;
}

export type Insertion =
	/** All of the code, with what was put in. */
	| { readonly kind: "insertion"; readonly code: string }
	| { readonly kind: "nothing" }
	/** There is no telling what belongs at the cursor, or it needs what was changed elsewhere. */
	| { readonly kind: "elsewhere" };

/** What `version` puts in at the cursor. */
export function findInsertion(version: string, place: CodeAtCursor): Insertion {
	const next = solidOf(fitted(withoutMark(version, place.mark), place));
	const found = locate(next.text, place);
	if (!found) return { kind: "elsewhere" };
	const cut = withoutRepeats(found, next, place);
	if (cut.from === cut.to) return { kind: found.isWhole ? "nothing" : "elsewhere" };
	if (!found.isWhole && isDependent(cut, next, place)) return { kind: "elsewhere" };
	return { kind: "insertion", code: putIn(cut, next, place) };
}

/** What was put in, as characters of the new version without its white space. */
interface Cut {
	readonly from: number;
	readonly to: number;
	/** How many characters after the cursor the model wrote within it: brackets that the editor had closed already. */
	readonly used: number;
}

/** A model may leave the mark where it was, or on a line of its own. */
function withoutMark(version: string, mark: string): string {
	return splitLines(version)
		.filter((line) => !(line.includes(mark) && emptyComment.test(line.replaceAll(mark, ""))))
		.map((line) => line.replaceAll(mark, ""))
		.join("\n");
}

const emptyComment = /^\s*(?:\/\/|\/\*|#+|--|;+|<!--)?\s*(?:\*\/|-->)?\s*$/;

/** Indented as the code is, of which the cursor's line may be the only one that shows how. */
function fitted(version: string, { after, before, mark }: CodeAtCursor): string {
	const isSame = squeeze(before + after) !== "" && version.startsWith(before) && version.endsWith(after.trimStart());
	return isSame ? version : fitLines(version, before + after, before + mark + after).join("\n");
}

function locate(next: string, { after, before }: CodeAtCursor): (Cut & { readonly isWhole: boolean }) | undefined {
	const head = squeeze(before);
	const isBegun = next.startsWith(head);
	const from = isBegun ? head.length : endOfOnly(next, lastLines(before));
	if (from === undefined) return undefined;
	const tail = squeeze(after);
	for (let used = 0; used <= closers(after); used++) {
		const to = next.length - (tail.length - used);
		const isEnded = to >= from && next.endsWith(tail.slice(used));
		if (isEnded && holds(next.slice(from, to), tail.slice(0, used))) return { from, to, used, isWhole: isBegun };
	}
	const to = startOfOnly(next, firstLines(after), from);
	return to === undefined ? undefined : { from, to, used: 0, isWhole: false };
}

/** How many marks come right after the cursor, on its line, that an editor puts there by itself. */
function closers(after: string): number {
	const marks = /^[ \t)\]}>"'`;,]*/.exec(after)?.[0] ?? "";
	return squeeze(marks).length;
}

/** Whether some characters occur in a text, in their order. */
function holds(text: string, characters: string): boolean {
	let at = 0;
	for (const character of text) if (character === characters[at]) at++;
	return at >= characters.length;
}

/** Characters that hardly occur twice by chance. */
const tellingLength = 16;

function lastLines(before: string): string {
	return splitLines(before).reduceRight(
		(text, line) => (text.length < tellingLength ? squeeze(line) + text : text),
		"",
	);
}

function firstLines(after: string): string {
	return splitLines(after).reduce((text, line) => (text.length < tellingLength ? text + squeeze(line) : text), "");
}

/** The end of the one place where `part` occurs. */
function endOfOnly(text: string, part: string): number | undefined {
	const start = text.indexOf(part);
	return start >= 0 && start === text.lastIndexOf(part) ? start + part.length : undefined;
}

function startOfOnly(text: string, part: string, from: number): number | undefined {
	const end = endOfOnly(text.slice(from), part);
	return end === undefined || part === "" ? undefined : from + end - part.length;
}

/** Leaves out what stands before or after the cursor on its line, where the model wrote it twice. */
function withoutRepeats({ from, to, used }: Cut, next: Solid, { after, before }: CodeAtCursor): Cut {
	const start = squeeze(splitLines(before).at(-1) ?? "");
	const end = squeeze(splitLines(after)[0] ?? "").slice(used);
	const text = next.text.slice(from, to);
	// A name may be made of the same word twice.
	const isApart = !/\w$/.test(start) || /^\s/.test(withSpaceAround(next, from, to));
	const isBegunTwice = /\w{3}/.test(start) && isApart && text.startsWith(start);
	const isEndedTwice = end !== "" && text.endsWith(end) && isExcess(end, next.raw, before + after);
	const cut = { from: from + (isBegunTwice ? start.length : 0), to: to - (isEndedTwice ? end.length : 0), used };
	return cut.from <= cut.to ? cut : { from, to, used };
}

/** Whether the end of a line, which stands in the new version twice, is there once too often. */
function isExcess(end: string, next: string, code: string): boolean {
	if (!/[()[\]{}]/.test(end)) return /\w{3}/.test(end) || !/\w/.test(end);
	return openBrackets(splitLines(next)) < Math.min(0, openBrackets(splitLines(code)));
}

/** Whether what was put in has names that are new elsewhere too: a parameter's other name, a variable declared above. */
function isDependent({ from, to }: Cut, next: Solid, { after, before }: CodeAtCursor): boolean {
	const known = names(before + after);
	const elsewhere = names(`${withSpaceAround(next, 0, from)}\n${withSpaceAround(next, to, next.text.length)}`);
	return [...names(withSpaceAround(next, from, to))].some((name) => elsewhere.has(name) && !known.has(name));
}

function names(code: string): Set<string> {
	return new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}

function putIn(cut: Cut, next: Solid, place: CodeAtCursor): string {
	const { after, before } = place;
	const head = before.trimEnd();
	const rest = after.slice(cut.used === 0 ? 0 : (solidOf(after).offsets[cut.used - 1] ?? 0) + 1);
	const tail = rest.trimStart();
	const text = aligned(cut, next, place);
	const code = text.trim();
	const lead = text.slice(0, text.indexOf(code));
	const trail = text.slice(lead.length + code.length);
	const ownLead = before.slice(head.length);
	const ownTrail = rest.slice(0, rest.length - tail.length);
	// The first line has no line end before it, and is a line of its own all the same.
	const start = head === "" ? seamBefore(`\n${ownLead}`, `\n${lead}`).slice(1) : seamBefore(ownLead, lead);
	return head + start + code + seamAfter(ownTrail, trail) + tail;
}

/** What was put in, with its lines as far in as they would be had the model left the code beside it where it was. */
function aligned({ from, to, used }: Cut, next: Solid, { after, before }: CodeAtCursor): string {
	const text = withSpaceAround(next, from, to);
	const known = solidOf(before + after);
	const cursor = squeeze(before).length;
	const given = indentationAt(next, from > 0 ? from - 1 : to);
	const own = indentationAt(known, from > 0 ? cursor - 1 : cursor + used);
	return from > 0 ? moveLines(text, given, own) : moveLines(`\n${text}`, given, own).slice(1);
}

/** The indentation of the line that a character is on; none where there is no such character. */
function indentationAt({ offsets, raw }: Solid, at: number): string {
	const offset = offsets[at];
	return offset === undefined ? "" : indentationOf(raw.slice(raw.lastIndexOf("\n", offset) + 1));
}

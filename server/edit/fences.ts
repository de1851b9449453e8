/** Finds fenced code in Markdown: CommonMark's rules, and what models write that those rules would cut short. */
import { indentationOf, isBlank, splitLines } from "./lines";

export interface FencedBlock {
	/** First word of the info string, as written; empty without one. */
	readonly tag: string;
	/** Without the indentation of the list or quote that the block stands in. */
	readonly lines: readonly string[];
	readonly isClosed: boolean;
	/** The last line of prose before the block. */
	readonly lead: string;
}

interface Fence {
	readonly marker: "`" | "~";
	readonly length: number;
	/** Columns before the fence: white space, list markers, quote marks. */
	readonly indent: number;
	readonly isQuoted: boolean;
	readonly tag: string;
}

const opening = /^((?:\s*>)*\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}|~{3,})\s*(.*)$/;
const closing = /^((?:\s*>)*\s*)(`{3,}|~{3,})\s*$/;

/** All fenced blocks, in order; the last one may be unclosed. */
export function fencedBlocks(markdown: string): FencedBlock[] {
	const lines = splitLines(markdown);
	const blocks: FencedBlock[] = [];
	let lead = "";
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? "";
		const fence = openingFence(line);
		if (!fence) {
			if (!isBlank(line)) lead = line;
			continue;
		}
		const end = endOf(lines, at, fence);
		const content = lines.slice(at + 1, end ?? lines.length);
		blocks.push({ tag: fence.tag, lines: unindent(content, fence), isClosed: end !== undefined, lead });
		lead = "";
		at = end ?? lines.length;
	}
	return blocks;
}

function openingFence(line: string): Fence | undefined {
	const [, prefix = "", marks = "", rest = ""] = opening.exec(line) ?? [];
	const marker = marks.startsWith("`") ? "`" : "~";
	// Backquotes after backquotes: a code span, not a fence.
	if (!marks || (marker === "`" && rest.includes("`"))) return undefined;
	const tag = /^[{.]*([^\s{},:=]*)/.exec(rest)?.[1] ?? "";
	return { marker, length: marks.length, indent: prefix.length, isQuoted: prefix.includes(">"), tag };
}

/**
 * The line that closes the block opened at `start`. A fence with a tag inside opens an inner block, also one that is
 * no shorter, which CommonMark would take for text and its end for the outer one's; in a Markdown document one without
 * a tag can do so too.
 */
function endOf(lines: readonly string[], start: number, fence: Fence): number | undefined {
	let depth = 0;
	for (let at = start + 1; at < lines.length; at++) {
		const line = lines[at] ?? "";
		if (opensTagged(line, fence)) depth++;
		else if (!closes(line, fence)) continue;
		else if (depth > 0) depth--;
		else if (isMarkdown(fence) && opensUntagged(lines, at, fence)) depth++;
		else return at;
	}
	return undefined;
}

function closes(line: string, fence: Fence): boolean {
	const [, prefix = "", marks = ""] = closing.exec(line) ?? [];
	// Deeper than three columns it is code: a fence in a comment of its own, say.
	return marks.startsWith(fence.marker) && marks.length >= fence.length && prefix.length <= fence.indent + 3;
}

function opensTagged(line: string, fence: Fence): boolean {
	// Within code a star is a comment's, not a list's.
	const inner = /^\s*[`~]/.test(line) ? openingFence(line) : undefined;
	if (!inner?.tag || inner.marker !== fence.marker || inner.length < fence.length) return false;
	return inner.indent <= fence.indent + 3;
}

function isMarkdown({ tag }: Fence): boolean {
	return /^(?:markdown|md|mdx)$/i.test(tag);
}

/** Whether text follows at once, as after a document's end it seldom does, and fences enough to close both blocks. */
function opensUntagged(lines: readonly string[], at: number, fence: Fence): boolean {
	if (isBlank(lines[at + 1] ?? "")) return false;
	const rest = lines.slice(at + 1);
	const tagged = rest.filter((line) => opensTagged(line, fence)).length;
	return rest.filter((line) => closes(line, fence)).length - tagged >= 2;
}

/** Takes the fence's own indentation off the lines, or what all of them have of it: models do not always indent code in lists. */
function unindent(lines: readonly string[], { indent, isQuoted }: Fence): string[] {
	const inner = isQuoted ? lines.map((line) => line.replace(/^(?:\s*>)+ ?/, "")) : lines;
	const filled = inner.filter((line) => !isBlank(line));
	const most = isQuoted ? 0 : indent;
	const taken = filled.reduce((least, line) => Math.min(least, indentationOf(line).length), most);
	return inner.map((line) => line.slice(Math.min(taken, indentationOf(line).length)));
}

/** The user's turn. R1 wants no system prompt and no examples: everything it needs is here. */
import type { Action } from "../protocol/action";
import type { RelatedCode } from "../protocol/runs";
import { cursorMark, withMark } from "./cursorMark";
import { fenceLanguage } from "./language";

export interface Problem {
	/** Counted from 1 within the code shown. */
	readonly line: number;
	readonly message: string;
}

export interface PromptInput {
	readonly action: Action;
	/** The user's own words: all of the instruction for `edit`, added to the standing one for the others. */
	readonly instruction: string;
	/** Relative to the workspace where possible. */
	readonly path: string;
	readonly languageId: string;
	readonly code: string;
	/** Of `complete`: where in `code` it is to go on, as an offset. */
	readonly cursor?: number;
	readonly problems: readonly Problem[];
	readonly related: readonly RelatedCode[];
}

const instructions: Readonly<Record<Exclude<Action, "complete">, string>> = {
	fix: "Fix the bug in this code.",
	refactor: "Make this code simpler and clearer.",
	document: "Document this code.",
	tests: "Write tests for this code.",
	explain: "Explain this code.",
	edit: "",
};

/** The same input always gives the same text, and what a later run is likely to share comes first. */
export function buildPrompt(input: PromptInput): string {
	const { action, languageId, problems, related } = input;
	const { code, standing } = task(input);
	const instruction = [standing, input.instruction.trim()].filter(Boolean).join(" ");
	const sections = [
		instruction,
		`File: ${oneLine(input.path)}`,
		problems.length > 0 && ["Problems:", ...problems.map(problemLine)].join("\n"),
		related.length > 0 && ["Related code:", ...relatedBlocks(related, input.path)].join("\n"),
		`${isRewrite(action) ? "Code to change" : "Code"}:\n${fence(code, languageId)}`,
		replyLine(action, languageId),
	];
	return sections.filter(Boolean).join("\n\n");
}

/** What is asked for every time, and the code that it is asked of. */
function task({ action, code, cursor = code.length }: PromptInput): {
	readonly standing: string;
	readonly code: string;
} {
	if (action !== "complete") return { standing: instructions[action], code };
	return { standing: `Complete the code at ${cursorMark(code)}.`, code: withMark(code, cursor) };
}

function isRewrite(action: Action): boolean {
	return action !== "tests" && action !== "explain";
}

function replyLine(action: Action, languageId: string): string {
	if (action === "explain") return "";
	const block = ["one", fenceLanguage(languageId), "block"].filter(Boolean).join(" ");
	const content = action === "tests" ? "the tests" : "the complete new version of the code to change";
	return `Reply with ${block} that holds ${content}.`;
}

function problemLine({ line, message }: Problem): string {
	return `- line ${line}: ${message}`;
}

/** One block for each file. That of another file says which it is: tests and imports need to know. */
export function relatedBlocks(related: readonly RelatedCode[], ownPath: string): string[] {
	const paths = [...new Set(related.map((piece) => piece.path))];
	return paths.flatMap((path) => {
		const pieces = related.filter((piece) => piece.path === path);
		const block = fence(pieces.map((piece) => piece.code).join("\n\n"), pieces[0]?.languageId ?? "");
		return path === ownPath ? [block] : [`From ${oneLine(path)}:`, block];
	});
}

/** A block of the code that no run of backquotes in it can end. */
export function fence(code: string, languageId: string): string {
	return `${openingFence(code, languageId)}${code.replace(/\r\n?/g, "\n")}\n${fenceMarks(code)}`;
}

/** What a block of the code begins with, and what an answer does that is to give it back changed. */
export function openingFence(code: string, languageId: string): string {
	return `${fenceMarks(code)}${fenceLanguage(languageId)}\n`;
}

/** So many that no run of backquotes in the code can end the block. */
function fenceMarks(code: string): string {
	const runs = code.match(/`+/g) ?? [];
	return "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
}

/** A path as a prompt can show it: names of files may have any character. */
export function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}

/** Refuses code that cannot be what the model was asked for. Only lines that are new can be at fault. */
import type { Refusal } from "../protocol/run";
import { openBrackets } from "./brackets";
import { isBlank, splitLines } from "./lines";
import { leavesOut } from "./omission";

/** What helps against all of these: models err less on less code. */
const again = "Run it again, or select less code.";

interface Fault {
	readonly reason: Refusal;
	readonly message: string;
}

/** What is wrong with `code` as the new version of `original`; undefined if nothing is. `prompt` is what was asked. */
export function checkCode(code: string, original: string, prompt: string): Fault | undefined {
	const lines = splitLines(code);
	const originalLines = splitLines(original);
	const known = new Set(originalLines.map((line) => line.trim()));
	const isNew = (line: string) => !isBlank(line) && !known.has(line.trim());

	const given = original + prompt;
	if (Array.from(code.matchAll(controlPattern)).some(([mark]) => !given.includes(mark))) {
		return { reason: "controlToken", message: `The code holds marks of the model's own turns. ${again}` };
	}
	if (repeatsPrompt(lines.filter(isNew), prompt)) {
		return {
			reason: "promptRepeated",
			message: `The answer repeats the question instead of giving new code. ${again}`,
		};
	}
	const omission = lines.find((line, at) => isNew(line) && leavesOut(lines, at, known));
	if (omission !== undefined) {
		return { reason: "omission", message: `The answer leaves code out ("${omission.trim().slice(0, 60)}"). ${again}` };
	}
	if (isFragment(lines, originalLines)) {
		return { reason: "omission", message: `The answer holds only a piece of the code. ${again}` };
	}
	return undefined;
}

// Written out as text, as a model does that has lost its turn format.
const controlPattern = /<\/?think>|<｜[^｜\s]+｜>|<\|(?:im_start|im_end|endoftext|EOT)\|>/g;

// Nothing but a name in brackets for what should be there.
const placeholder = new RegExp(
	"^\\s*[[{<(]\\s*(?:the |your |my )?(?:\\w+ )?" +
		"(?:code|tests?|instruction|language|path|(?:complete )?(?:new )?version)" +
		"(?: of the code(?: to change)?)?(?: here)?\\s*[\\]}>)]\\s*;?$",
	"i",
);

function repeatsPrompt(lines: readonly string[], prompt: string): boolean {
	const asked = new Set(splitLines(prompt).map((line) => line.trim()));
	const repeated = lines.map((line) => line.trim()).filter((line) => asked.has(line));
	if (repeated.some((line) => /^(?:Code to change:|Reply with one .*block that holds .*)$/.test(line))) return true;
	if (repeated.filter((line) => /^(?:Related code:|Problems:|Code:|File: .*)$/.test(line)).length > 1) return true;
	return lines.length > 0 && lines.every((line) => placeholder.test(line));
}

/** Much shorter, and with brackets left open or closed that the original has in balance: a piece quoted out of it. */
function isFragment(lines: readonly string[], original: readonly string[]): boolean {
	return lines.length * 2 < original.length && openBrackets(original) === 0 && openBrackets(lines) !== 0;
}

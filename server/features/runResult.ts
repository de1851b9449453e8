/** How a run ends: what its answer comes to, or why there is none. */
import { editFromAnswer, insertionFromAnswer, testsFromAnswer } from "../edit/edit";
import { testFileNames } from "../edit/testFile";
import type { GenerateResult } from "../engine/engine";
import type { RunResult, RunState, Step } from "../protocol/run";
import type { Answer } from "../reasoning/splitter";
import type { Assignment } from "./assignment";
import { cursorOffset, lineEnding, siblingUri } from "./target";

export interface Written {
	readonly assignment: Assignment;
	readonly prompt: string;
	readonly answer: Answer;
	readonly strayTokens: number;
	readonly steps: readonly Step[];
}

/** What a complete answer comes to. `exists` says whether there is such a file. */
export async function resultOf(written: Written, exists: (uri: string) => Promise<boolean>): Promise<RunResult> {
	const { answer, assignment, prompt, steps, strayTokens } = written;
	const { code: original, document, range } = assignment.target;
	const { languageId, uri } = document;
	const input = { answer, strayTokens, original, languageId, eol: lineEnding(document, range), prompt };
	switch (assignment.action) {
		case "explain":
			return answer.trim() === "" ? noAnswer : { kind: "text" };
		case "tests":
			return withFreeName(testsFromAnswer({ ...input, uri }), uri, exists);
		case "complete":
			return insertionFromAnswer({ ...input, range, steps, cursor: cursorOffset(assignment.target) });
		default:
			return editFromAnswer({ ...input, range, steps });
	}
}

const noAnswer: RunResult = {
	kind: "refused",
	reason: "noAnswer",
	message: "The model ended without an answer. Run it again: another seed may do better.",
};

/** The answer was cut: nothing of it is used. */
export const repeatedAnswer: RunResult = {
	kind: "refused",
	reason: "repetition",
	message: "The answer repeated itself without end, so it was cut and not applied. Ask for another answer.",
};

/** A new file must not take the place of one that is there. */
async function withFreeName(
	result: RunResult,
	uri: string,
	exists: (uri: string) => Promise<boolean>,
): Promise<RunResult> {
	if (result.kind !== "newFile") return result;
	for (const name of testFileNames(uri, result.languageId)) {
		if (!(await exists(siblingUri(uri, name)))) return { ...result, name };
	}
	return result;
}

export interface ContextUse {
	readonly contextSize: number;
	readonly promptTokens: number;
	readonly hasAnswer: boolean;
}

/** The state of a run for which the context was too small. It has no edit, whatever it wrote. */
export function outOfContext(
	reason: Extract<GenerateResult["end"], "contextFull" | "promptTooLong">,
	{ contextSize, promptTokens, hasAnswer }: ContextUse,
): RunState {
	const context = `the model's context of ${contextSize} tokens`;
	const message = {
		promptTooLong: `The prompt has ${promptTokens} tokens, too many for ${context}.`,
		contextFull: hasAnswer
			? `The answer was cut off: it did not fit into ${context}.`
			: `The thought filled ${context} before there was an answer.`,
	}[reason];
	return { kind: "failed", reason, message: `${message} Raise rationale.model.contextSize or select less code.` };
}

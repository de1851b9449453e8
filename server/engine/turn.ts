import type { Token } from "node-llama-cpp";
import type { ThoughtMarks } from "../reasoning/splitter";
import type { Vocabulary } from "./vocabulary";

/** How a model's prompt is put together, and what in its output is no text. */
export interface Turn {
	readonly marks: ThoughtMarks;
	/** Tokens of a prompt with one user turn, up to the beginning of the thought. */
	prompt(text: string): Token[];
}

/**
 * Both of R1's templates come to this. The first one ended in `<｜Assistant｜>` and left `<think>` to the model, which
 * then sometimes skipped its thought; the later one opens the thought, and so does this for either.
 */
export function readTurn(vocabulary: Vocabulary): Turn {
	const begin = vocabulary.special("<｜begin▁of▁sentence｜>");
	const user = vocabulary.special("<｜User｜>");
	const assistant = vocabulary.special("<｜Assistant｜>");
	const open = vocabulary.special("<think>");
	const close = vocabulary.special("</think>");
	const newline = vocabulary.tokenize("\n");
	return {
		marks: { open, close, isControl: (token) => vocabulary.isControl(token) },
		prompt: (text) => [begin, user, ...vocabulary.tokenize(text), assistant, open, ...newline],
	};
}

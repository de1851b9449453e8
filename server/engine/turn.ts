import type { Token } from "node-llama-cpp";
import type { ThoughtMarks } from "../reasoning/splitter";
import type { ThoughtStart } from "./engine";
import type { Vocabulary } from "./vocabulary";

/** How a model's prompt is put together, and what in its output is no text. */
export interface Turn {
	readonly marks: ThoughtMarks;
	/** `</think>` */
	readonly close: Token;
	/** Tokens of a prompt with one user turn, up to the beginning of the thought, and of what the thought begins with. */
	begin(text: string, thought: ThoughtStart | undefined): { readonly prompt: Token[]; readonly start: Token[] };
	/** Tokens that end a thought which ends in `tail`. */
	end(tail: string): Token[];
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
	const paragraph = vocabulary.tokenize("\n\n");
	return {
		close,
		marks: { open, close, isControl: (token) => vocabulary.isControl(token) },
		begin: (text, thought) => {
			const prompt = [begin, user, ...vocabulary.tokenize(text), assistant, open];
			// An empty thought is written as R1 writes it: its two line feeds are one token.
			if (thought?.isOver && thought.text === "") return { prompt, start: [...paragraph, close, ...paragraph] };
			const start = vocabulary.tokenize(`${thought?.text ?? ""}${thought?.isOver ? "\n" : ""}`);
			return { prompt: [...prompt, ...newline], start: thought?.isOver ? [...start, close, ...paragraph] : start };
		},
		end: (tail) => [...(tail.endsWith("\n") ? [] : newline), close, ...paragraph],
	};
}

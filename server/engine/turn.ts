import type { Token } from "node-llama-cpp";
import type { ThoughtMarks } from "../reasoning/splitter";
import { EngineError, type ThoughtStart } from "./engine";
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

/** Whether the vocabulary has all that an R1 turn is made of. */
export function isDistill(vocabulary: Vocabulary): boolean {
	return missingToken(vocabulary) === undefined;
}

const beginText = "<｜begin▁of▁sentence｜>";
const userText = "<｜User｜>";
const assistantText = "<｜Assistant｜>";
const openText = "<think>";
const closeText = "</think>";

function missingToken(vocabulary: Vocabulary): string | undefined {
	return [openText, closeText, userText, assistantText, beginText].find((text) => !vocabulary.has(text));
}

/**
 * Both of R1's templates come to this. The first one ended in `<｜Assistant｜>` and left `<think>` to the model, which
 * then sometimes skipped its thought; the later one opens the thought, and so does this for either.
 */
export function readTurn(vocabulary: Vocabulary): Turn {
	const missing = missingToken(vocabulary);
	if (missing) throw notDistill(`it has no token ${missing}`);
	const begin = vocabulary.special(beginText);
	const user = vocabulary.special(userText);
	const assistant = vocabulary.special(assistantText);
	const open = vocabulary.special(openText);
	const close = vocabulary.special(closeText);
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

function notDistill(reason: string): EngineError {
	return new EngineError(
		"unsupported",
		`This model is not a DeepSeek-R1 distill: ${reason}. Select a GGUF such as DeepSeek-R1-Distill-Qwen-7B.`,
	);
}

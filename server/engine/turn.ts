/** How a conversation becomes a prompt, and what in a model's output is no text. */
import type { Token } from "node-llama-cpp";
import type { ThoughtMarks } from "../reasoning/splitter";
import type { ChatTemplate } from "./chatTemplate";
import { EngineError, type Message, type ThoughtStart } from "./engine";
import type { Vocabulary } from "./vocabulary";

export interface Turn {
	/** A model that does not think has no marks of a thought. */
	readonly marks: ThoughtMarks;
	/** What ends a thought, such as `</think>`. */
	readonly close: Token | undefined;
	/**
	 * Tokens of a prompt, up to the beginning of the thought, and of what the thought begins with. The last message is the
	 * user's. Throws {@link EngineError} where a model that does not think is given the start of a thought.
	 */
	begin(
		messages: readonly Message[],
		thought: ThoughtStart | undefined,
	): { readonly prompt: Token[]; readonly start: Token[] };
	/** Tokens that end a thought which ends in `tail`. */
	end(tail: string): Token[];
}

/** Tokens of a conversation up to where the model's turn begins. */
type Opening = (messages: readonly Message[]) => Token[];

/** Whether the vocabulary has all that an R1 turn is made of. */
export function isDistill(vocabulary: Vocabulary): boolean {
	return r1Texts.every((text) => vocabulary.has(text));
}

/** An R1 distill's turn is known; another model's is what its chat template says. Throws {@link EngineError}. */
export function readTurn(vocabulary: Vocabulary, template: ChatTemplate | undefined): Turn {
	if (isDistill(vocabulary)) return thinkingTurn(vocabulary, r1Opening(vocabulary), thinkTexts);
	if (!template) throw noTemplate;
	const opening = templateOpening(vocabulary, template);
	// Vocabularies are shared: only the template says whether this model thinks.
	const texts = thoughtTexts.find(
		([open, close]) => vocabulary.has(open) && vocabulary.has(close) && template.has(close),
	);
	return texts ? thinkingTurn(vocabulary, opening, texts) : plainTurn(vocabulary, opening);
}

const beginText = "<｜begin▁of▁sentence｜>";
const endText = "<｜end▁of▁sentence｜>";
const userText = "<｜User｜>";
const assistantText = "<｜Assistant｜>";

type ThoughtTexts = readonly [open: string, close: string];

/** R1, Qwen3 and QwQ, and most that came after them. */
const thinkTexts: ThoughtTexts = ["<think>", "</think>"];

/** The other ones are Mistral's. */
const thoughtTexts: readonly ThoughtTexts[] = [thinkTexts, ["[THINK]", "[/THINK]"]];

const r1Texts = [...thinkTexts, userText, assistantText, beginText];

/**
 * Both of R1's templates come to this. The first one ended in `<｜Assistant｜>` and left `<think>` to the model, which
 * then sometimes skipped its thought; the later one opens the thought, and so does this for either.
 */
function r1Opening(vocabulary: Vocabulary): Opening {
	const begin = vocabulary.special(beginText);
	const user = vocabulary.special(userText);
	const assistant = vocabulary.special(assistantText);
	return (messages) => {
		const turns = messages.flatMap(({ role, text }) =>
			role === "user"
				? [user, ...vocabulary.tokenize(text)]
				: [assistant, ...vocabulary.tokenize(text), vocabulary.special(endText)],
		);
		return [begin, ...turns, assistant];
	};
}

function templateOpening(vocabulary: Vocabulary, template: ChatTemplate): Opening {
	return (messages) =>
		vocabulary.withBegin(
			template
				.render(messages)
				.flatMap(({ kind, text }) =>
					kind === "message" ? vocabulary.tokenize(text) : vocabulary.tokenizeMarked(withoutThought(text)),
				),
		);
}

/** Some templates open the thought; whether they do or not, it is opened here. */
function withoutThought(text: string): string {
	const open = thoughtTexts.map(([it]) => it).find((it) => text.trimEnd().endsWith(it));
	return open ? text.slice(0, text.lastIndexOf(open)) : text;
}

function thinkingTurn(vocabulary: Vocabulary, opening: Opening, [openText, closeText]: ThoughtTexts): Turn {
	const open = vocabulary.special(openText);
	const close = vocabulary.special(closeText);
	const newline = vocabulary.tokenize("\n");
	const paragraph = vocabulary.tokenize("\n\n");
	return {
		close,
		marks: { open, close, isControl: (token) => vocabulary.isControl(token) },
		begin: (messages, thought) => {
			const prompt = [...opening(messages), open];
			// An empty thought is written as R1 writes it: its two line feeds are one token.
			if (thought?.isOver && thought.text === "") return { prompt, start: [...paragraph, close, ...paragraph] };
			const start = vocabulary.tokenize(`${thought?.text ?? ""}${thought?.isOver ? "\n" : ""}`);
			return { prompt: [...prompt, ...newline], start: thought?.isOver ? [...start, close, ...paragraph] : start };
		},
		end: (tail) => [...(tail.endsWith("\n") ? [] : newline), close, ...paragraph],
	};
}

function plainTurn(vocabulary: Vocabulary, opening: Opening): Turn {
	return {
		close: undefined,
		marks: { open: undefined, close: undefined, isControl: (token) => vocabulary.isControl(token) },
		begin: (messages, thought) => {
			if (thought?.text) throw noThought;
			return { prompt: opening(messages), start: [] };
		},
		end: () => [],
	};
}

const noTemplate = new EngineError(
	"unsupported",
	"This model cannot be asked anything: its file has no chat template, as files of models have that only go on with a text. " +
		"Select a GGUF such as DeepSeek-R1-Distill-Qwen-7B.",
);

const noThought = new EngineError(
	"unsupported",
	"This model does not think, so it cannot go on with a thought. Select a model that does, such as a DeepSeek-R1 distill.",
);

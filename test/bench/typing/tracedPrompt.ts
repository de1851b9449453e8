/** Prompts as the server traces them: what changed from one to the next, and what a plain one would have changed. */

/** The parts of a prompt, in their order in it. */
export interface TracedPrompt {
	/** What comes before the code: related code and the words around it. In a prompt to fill in the middle it is part of `before`. */
	readonly head: string;
	readonly before: string;
	/** Between the code before and after the cursor. */
	readonly mark: string;
	readonly after: string;
	/** What comes between the code and what is typed. */
	readonly tail: string;
	readonly typed: string;
}

const [prefix, suffix, middle] = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"];
const chatMark = "<cursor>";

export function readPrompt(traced: string): TracedPrompt {
	return traced.startsWith(prefix) ? readFim(traced) : readChat(traced);
}

function readFim(traced: string): TracedPrompt {
	const [before, rest] = cut(traced.slice(prefix.length), suffix);
	const [after, typed] = cut(rest, middle);
	return { head: prefix, before, mark: suffix, after, tail: middle, typed };
}

/** The code's block is the one that holds the mark; what is answered begins with such a block too. */
const chat = /^(.*?<cursor>.*\n`{3,}[^\n`]*\n)(.*?)<cursor>(.*?)(\n`{3,}\n\n`{3,}[^\n`]*\n)(.*)$/s;

function readChat(traced: string): TracedPrompt {
	const [, head, before = "", after = "", tail = "", typed = ""] = chat.exec(traced) ?? [];
	if (head === undefined) throw new Error(`This is no prompt of a completion:\n${traced}`);
	return { head, before, mark: chatMark, after, tail, typed };
}

/** As the model is shown it. */
export function textOf({ head, before, mark, after, tail, typed }: TracedPrompt): string {
	return head + before + mark + after + tail + typed;
}

/** With all that is typed before the mark, where it stands in the document: the usual way. A chat still begins with the line. */
export function plainTextOf(prompt: TracedPrompt): string {
	const { before, mark, typed } = prompt;
	const line = typed.slice(typed.lastIndexOf("\n") + 1);
	return textOf({ ...prompt, before: before + typed, typed: mark === chatMark ? line : "" });
}

/** What of a text a cache that has the other one lacks. */
export function unlike(text: string, cached: string): string {
	let same = 0;
	while (same < text.length && text[same] === cached[same]) same++;
	return text.slice(same);
}

export type Change =
	| "the first"
	| "typed on"
	| "typed otherwise"
	| "the code after"
	| "the start of the code"
	| "the code before"
	| "related code";

/** The first part in which a prompt differs from the one before it. */
export function changeIn(prompt: TracedPrompt, previous: TracedPrompt | undefined): Change {
	if (!previous) return "the first";
	if (prompt.head !== previous.head) return "related code";
	if (prompt.before !== previous.before) {
		const isMoved = prompt.before.split("\n", 1)[0] !== previous.before.split("\n", 1)[0];
		return isMoved ? "the start of the code" : "the code before";
	}
	if (prompt.after !== previous.after) return "the code after";
	return prompt.typed.startsWith(previous.typed) ? "typed on" : "typed otherwise";
}

function cut(text: string, at: string): readonly [string, string] {
	const index = text.indexOf(at);
	return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + at.length)];
}

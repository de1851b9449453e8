/** Asks a server to write a reply, or to go on with one, in whichever way it offers. */
import type { Message, Sampling } from "../engine";
import { type Dialect, hasR1Turns, seemsToThink } from "./dialect";
import { UnknownFields } from "./failures";
import { Guard } from "./guard";
import type { Http } from "./http";
import { type Piece, ReplyReader } from "./replyReader";

/** What a reply begins with: what was written of it before, or what it is made to begin with. */
export interface Beginning {
	readonly thought: string;
	/** Whether the thought ends there; only then is there an answer. */
	readonly isOver: boolean;
	readonly answer: string;
}

export interface Ask {
	/** The last one is the user's. */
	readonly messages: readonly Message[];
	readonly sampling: Sampling;
	/** Undefined: the model begins. */
	readonly beginning: Beginning | undefined;
	/** Whether the model is not to think, where that can be asked for. */
	readonly isSilent: boolean;
	/** Tokens that the thought may have; null: no limit. */
	readonly budget: number | null;
}

export interface Server {
	readonly http: Http;
	readonly model: string;
	readonly dialect: Dialect;
}

export class Conversation {
	readonly #server: Server;
	readonly #guard: Guard;
	/** The server has said that it does not know the fields of its kind. */
	#isPlain: boolean;
	#reader: ReplyReader | undefined;

	constructor(server: Server, messages: readonly Message[], isPlain: boolean) {
		this.#server = server;
		this.#guard = new Guard(messages);
		this.#isPlain = isPlain;
	}

	get isPlain(): boolean {
		return this.#isPlain;
	}

	/** Whether what was given as a thought may all have been the answer. */
	get isThoughtAssumed(): boolean {
		return this.#reader?.isThoughtAssumed ?? false;
	}

	/** Pieces as they come; ends with the reply. To stop listening closes the connection, so that the server stops, too. */
	async *open(ask: Ask, signal: AbortSignal): AsyncGenerator<Piece, void> {
		try {
			yield* this.#read(ask, signal);
		} catch (error) {
			if (this.#isPlain || !(error instanceof UnknownFields)) throw error;
			this.#isPlain = true;
			yield* this.#read(ask, signal);
		}
	}

	async *#read(ask: Ask, signal: AbortSignal): AsyncGenerator<Piece, void> {
		const { body, path, reader } = this.#request(ask);
		this.#reader = reader;
		for await (const event of this.#server.http.events(path, body, signal)) {
			for (const piece of reader.push(event)) {
				yield piece.kind === "text" ? { ...piece, text: this.#guard.remove(piece.text) } : piece;
			}
		}
	}

	#request(ask: Ask): { readonly path: string; readonly body: unknown; readonly reader: ReplyReader } {
		const { dialect, model } = this.#server;
		const messages = this.#guard.add(ask.messages);
		const { beginning } = ask;
		const common = { model, stream: true, ...this.#sampling(ask) };
		if (!beginning) {
			const assumed = seemsToThink(model) && !ask.isSilent ? "thought" : "answer";
			const extra = this.#isPlain ? {} : { stream_options: { include_usage: true }, ...this.#extra(ask) };
			return {
				path: "chat/completions",
				body: { ...common, messages: messages.map(chatMessage), ...extra },
				reader: new ReplyReader({ channel: "unknown", assumed }),
			};
		}
		const channel = beginning.isOver ? "answer" : "thought";
		const reader = new ReplyReader({ channel, assumed: channel });
		switch (dialect.continues) {
			case "raw":
				// vLLM and SGLang write 16 tokens where nothing is said of how many.
				return {
					path: "completions",
					body: { ...common, prompt: rawPrompt(messages, beginning), max_tokens: null },
					reader,
				};
			case "prefix":
				return {
					path: "/beta/chat/completions",
					body: { ...common, messages: [...messages.map(chatMessage), prefixOf(beginning)] },
					reader,
				};
			default:
				return {
					path: "chat/completions",
					body: {
						...common,
						messages: [...messages.map(chatMessage), { role: "assistant", content: replyText(beginning) }],
					},
					reader,
				};
		}
	}

	#sampling({ sampling: { seed, temperature, topP } }: Ask) {
		return { temperature, top_p: topP, ...(!this.#isPlain && { seed }) };
	}

	#extra({ budget, isSilent }: Ask): Readonly<Record<string, unknown>> {
		const { always, budget: limit, silent } = this.#server.dialect;
		if (isSilent) return { ...always, ...silent };
		return { ...always, ...(budget !== null && limit?.(budget)) };
	}
}

/** Whether a reply of a model can be gone on with: from within its thought, or only from its end on. */
export function canContinue({ dialect, model }: Server, where: "thought" | "answer"): boolean {
	switch (dialect.continues) {
		case "raw":
		case "assistant":
			return hasR1Turns(model);
		case "prefix":
			return where === "answer";
		case "no":
			return false;
	}
}

function chatMessage({ role, text }: Message) {
	return { role, content: text };
}

function prefixOf({ answer, thought }: Beginning) {
	return { role: "assistant", content: answer, reasoning_content: thought, prefix: true };
}

/** R1's turns as a text. Servers put the first token before it themselves. */
function rawPrompt(messages: readonly Message[], beginning: Beginning): string {
	const turns = messages.map(({ role, text }) =>
		role === "user" ? `<｜User｜>${text}` : `<｜Assistant｜>${text}<｜end▁of▁sentence｜>`,
	);
	return `${turns.join("")}<｜Assistant｜>${replyText(beginning)}`;
}

function replyText({ answer, isOver, thought }: Beginning): string {
	if (!isOver) return `<think>\n${thought}`;
	return thought === "" ? `<think>\n\n</think>\n\n${answer}` : `<think>\n${thought}\n</think>\n\n${answer}`;
}

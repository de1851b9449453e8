/** A request that a text is gone on with: one of R1's turns, as a client writes them without a chat template. */
import { type ChatMessage, type ChatRequest, numberOf, readChatRequest, recordOf, textOf } from "./chatRequest";
import { type Begun, readTurn } from "./continuation";
import type { ApiSettings } from "./options";

export interface TextRequest {
	readonly request: ChatRequest;
	readonly beginning: Begun;
}

/** Where the request has no number, not even none, these write so few tokens. */
const shortApis: readonly string[] = ["vllm", "sglang"];
const shortLength = 16;

/** Nothing where the text does not end in a turn of the model's. */
export function readTextRequest(body: unknown, { api }: ApiSettings): TextRequest | undefined {
	const fields = recordOf(body);
	const prompt = textOf(fields["prompt"]).replace(/^<｜begin▁of▁sentence｜>/, "");
	const [, before, own] = /^(.*)<｜Assistant｜>((?:(?!<｜).)*)$/s.exec(prompt) ?? [];
	if (before === undefined || own === undefined) return undefined;
	const isShort = shortApis.includes(api) && fields["max_tokens"] === undefined;
	const maxTokens = isShort ? shortLength : (numberOf(fields["max_tokens"]) ?? null);
	const request = { ...readChatRequest(body), form: "text", messages: readTurns(before), maxTokens } as const;
	return { request, beginning: own === "" ? { kind: "none" } : { kind: "begun", ...readTurn(own) } };
}

function readTurns(text: string): ChatMessage[] {
	const turns = [...text.matchAll(/<｜(User|Assistant)｜>((?:(?!<｜(?:User|Assistant)｜>).)*)/gs)];
	return turns.map(([, role, content = ""]) => ({
		role: role === "User" ? "user" : "assistant",
		content: content.replace(/<｜end▁of▁sentence｜>$/, ""),
		thought: "",
		isPrefix: false,
	}));
}

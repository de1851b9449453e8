/** Reads the body of `/v1/completions`: a text with the marks of R1's turns, which the model goes on with. */
import { type ChatMessage, type ChatRequest, readChatRequest, recordOf, textOf } from "./chatRequest";
import { type Beginning, readTurn } from "./continuation";
import type { ApiSettings } from "./options";

export interface RawRequest {
	readonly request: ChatRequest;
	readonly beginning: Extract<Beginning, { readonly kind: "begun" }>;
}

/** Where the request has no number, not even none, these write so few tokens. */
const shortApis: readonly string[] = ["vllm", "sglang"];
const shortLength = 16;

const turn = /<｜(User|Assistant)｜>(.*?)(?=<｜(?:User|Assistant)｜>|$)/gs;

export function readRawRequest(body: unknown, { api }: ApiSettings): RawRequest {
	const { max_tokens, prompt } = recordOf(body);
	const turns = [...textOf(prompt).matchAll(turn)].map(
		([, role, text = ""]): ChatMessage => ({
			role: role === "User" ? "user" : "assistant",
			content: text.replace(/<｜end▁of▁sentence｜>$/, ""),
			thought: "",
			isPrefix: false,
		}),
	);
	const last = turns.pop();
	const request = { ...readChatRequest(body), messages: turns };
	const isShort = max_tokens === undefined && shortApis.includes(api);
	return {
		request: isShort ? { ...request, maxTokens: shortLength } : request,
		beginning: { kind: "begun", ...readTurn(last?.content ?? "") },
	};
}

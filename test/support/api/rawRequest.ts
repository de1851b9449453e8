/** Reads the body of `/v1/completions`: a text with the marks of R1's turns, which the model goes on with. */
import { type ChatMessage, type ChatRequest, readChatRequest, recordOf, textOf } from "./chatRequest";
import { type Beginning, readTurn } from "./continuation";

export interface RawRequest {
	readonly request: ChatRequest;
	readonly beginning: Extract<Beginning, { readonly kind: "begun" }>;
}

const turn = /<｜(User|Assistant)｜>(.*?)(?=<｜(?:User|Assistant)｜>|$)/gs;

export function readRawRequest(body: unknown): RawRequest {
	const turns = [...textOf(recordOf(body)["prompt"]).matchAll(turn)].map(
		([, role, text = ""]): ChatMessage => ({
			role: role === "User" ? "user" : "assistant",
			content: text.replace(/<｜end▁of▁sentence｜>$/, ""),
			thought: "",
			isPrefix: false,
		}),
	);
	const last = turns.pop();
	return {
		request: { ...readChatRequest(body), messages: turns },
		beginning: { kind: "begun", ...readTurn(last?.content ?? "") },
	};
}

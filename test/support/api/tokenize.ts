import type { ForkedEngine } from "../../../server/engine/forked";
import { readChatRequest, recordOf, textOf } from "./chatRequest";
import type { ApiSettings } from "./options";

/** Tokens that the chat template puts around a message. */
const tokensOfMessage = 2;

/**
 * `/tokenize` as vLLM, SGLang and llama-server have it; nothing for the others. How many tokens there are is right, which
 * they are is not: the engine tells numbers alone.
 */
export async function tokenize(
	body: unknown,
	{ api, contextSize }: ApiSettings,
	engine: ForkedEngine,
): Promise<object | undefined> {
	const fields = recordOf(body);
	if (api === "llama-server") return { tokens: await tokensOf([textOf(fields["content"])], engine) };
	if (api !== "vllm" && api !== "sglang") return undefined;
	const messages = readChatRequest(body).messages.map(({ content }) => content);
	const texts = messages.length > 0 ? messages : [textOf(fields["prompt"])];
	const tokens = await tokensOf(texts, engine, messages.length * tokensOfMessage);
	return { count: tokens.length, max_model_len: contextSize, tokens, token_strs: null };
}

async function tokensOf(texts: readonly string[], engine: ForkedEngine, more = 0): Promise<number[]> {
	const counts = await engine.countTokens(texts);
	return Array.from({ length: counts.reduce((sum, count) => sum + count, more) }, (_, token) => token);
}

/** What each program that serves models has of its own, beside the API that they share. */
import type { ServerApi } from "../../protocol/settings";

export type KnownApi = Exclude<ServerApi, "auto">;

type Fields = Readonly<Record<string, unknown>>;

export interface Dialect {
	/**
	 * How a reply is gone on with. `raw`: as a text with the marks of R1's turns, for its models alone; `assistant`: as the
	 * last message; `prefix`: as a message that says so, in which the thought is closed; `no`: not at all.
	 */
	readonly continues: "raw" | "assistant" | "prefix" | "no";
	/** Fields that hold a thought to so many tokens. */
	readonly budget?: (tokens: number) => Fields;
	/** Whether a thought can be ended while it is written, by a request of its own. */
	readonly endsThought: boolean;
	/** Fields without which there is a thought. */
	readonly silent: Fields;
	/** Fields of every request. */
	readonly always: Fields;
}

/** Templates of Qwen3 and of DeepSeek-V3.1 go by these. */
const noThinking: Fields = { chat_template_kwargs: { enable_thinking: false, thinking: false } };

export const dialects: Readonly<Record<KnownApi, Dialect>> = {
	/** https://docs.vllm.ai/en/latest/features/reasoning_outputs.html */
	vllm: {
		continues: "raw",
		budget: (tokens) => ({ thinking_token_budget: tokens }),
		endsThought: false,
		silent: noThinking,
		always: {},
	},
	/** https://docs.sglang.ai/advanced_features/separate_reasoning.html */
	sglang: { continues: "raw", endsThought: false, silent: noThinking, always: { separate_reasoning: true } },
	/** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
	"llama-server": {
		continues: "raw",
		budget: (tokens) => ({ reasoning_budget_tokens: tokens }),
		endsThought: true,
		silent: { ...noThinking, reasoning_budget_tokens: 0 },
		always: { reasoning_control: true },
	},
	/** https://docs.ollama.com/api/openai-compatibility */
	ollama: { continues: "assistant", endsThought: false, silent: { reasoning_effort: "none" }, always: {} },
	/** https://lmstudio.ai/docs/developer/openai-compat */
	lmstudio: { continues: "raw", endsThought: false, silent: noThinking, always: {} },
	/** https://api-docs.deepseek.com/guides/chat_prefix_completion */
	deepseek: { continues: "prefix", endsThought: false, silent: {}, always: {} },
	openai: { continues: "no", endsThought: false, silent: {}, always: {} },
};

/** Whether a model has R1's turns: the distills, R1 and R1-Zero, as they are called. */
export function hasR1Turns(model: string): boolean {
	return /(?:^|[^a-z0-9])r1(?:$|[^a-z0-9])/i.test(model);
}

/** Whether a model is likely to think: then text without any tag is a thought until its end is seen. */
export function seemsToThink(model: string): boolean {
	return hasR1Turns(model) || /reason|think|qwq/i.test(model);
}

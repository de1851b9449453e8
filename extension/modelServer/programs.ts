// The programs and services that a server can be, and what is known of each before it is asked. Data, not code.
import type { ServerApi } from "../../server/protocol/settings";

export interface ServerProgram {
	readonly api: ServerApi;
	readonly name: string;
	/** Where it is, unless told otherwise. */
	readonly url: string;
	/** Whether its users have a key as a rule; where it wants one all the same, it says so. */
	readonly wantsKey: boolean;
}

export const serverPrograms: readonly ServerProgram[] = [
	{ api: "vllm", name: "vLLM", url: "http://127.0.0.1:8000/v1", wantsKey: false },
	{ api: "sglang", name: "SGLang", url: "http://127.0.0.1:30000/v1", wantsKey: false },
	{ api: "llama-server", name: "llama-server (llama.cpp)", url: "http://127.0.0.1:8080/v1", wantsKey: false },
	{ api: "ollama", name: "Ollama", url: "http://127.0.0.1:11434/v1", wantsKey: false },
	{ api: "lmstudio", name: "LM Studio", url: "http://127.0.0.1:1234/v1", wantsKey: false },
	{ api: "deepseek", name: "DeepSeek", url: "https://api.deepseek.com", wantsKey: true },
	{ api: "auto", name: "Another OpenAI-Compatible API", url: "", wantsKey: true },
];

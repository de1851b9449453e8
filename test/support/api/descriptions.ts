/** What each program says of itself and its models. */
import type { ApiSettings, ServedApi } from "./options";

const created = 1_760_000_000;
const trainedContext = 4096;

export function describeModels({ api, contextSize, model }: ApiSettings): object {
	const own = { id: model, object: "model", created };
	const data: Record<ServedApi, object> = {
		vllm: { ...own, owned_by: "vllm", root: model, parent: null, max_model_len: contextSize, permission: [] },
		sglang: { ...own, owned_by: "sglang", root: model, parent: null, max_model_len: contextSize },
		"llama-server": {
			...own,
			aliases: [],
			tags: [],
			owned_by: "llamacpp",
			meta: { vocab_type: 2, n_vocab: 6000, n_ctx: contextSize, n_ctx_train: trainedContext, n_params: 6_000_000 },
		},
		ollama: { ...own, owned_by: "library" },
		lmstudio: { id: model, object: "model", owned_by: "organization_owner" },
		deepseek: { id: model, object: "model", owned_by: "deepseek" },
		openai: { ...own, owned_by: "system" },
	};
	return { object: "list", data: [data[api]] };
}

/** What is sent at other paths, which no other program has. */
export function describe(path: string, settings: ApiSettings): object | undefined {
	return descriptions[settings.api]?.[path]?.(settings);
}

const descriptions: Partial<Record<ServedApi, Readonly<Record<string, (settings: ApiSettings) => object>>>> = {
	vllm: { "/version": () => ({ version: "0.31.0" }) },
	sglang: {
		"/get_model_info": ({ model }) => ({ model_path: model, tokenizer_path: model, is_generation: true }),
		"/model_info": ({ model }) => ({ model_path: model, tokenizer_path: model, is_generation: true }),
	},
	"llama-server": {
		"/props": ({ contextSize, model }) => ({
			default_generation_settings: { params: {}, n_ctx: contextSize },
			total_slots: 1,
			model_alias: model,
			model_path: `/models/${model}.gguf`,
			chat_template: "",
			build_info: "b10587-3f545bec",
		}),
	},
	ollama: { "/api/version": () => ({ version: "0.13.0" }) },
	lmstudio: {
		"/api/v0/models": ({ contextSize, model }) => ({
			object: "list",
			data: [
				{
					id: model,
					object: "model",
					type: "llm",
					publisher: "rationale",
					arch: "qwen2",
					compatibility_type: "gguf",
					quantization: "Q8_0",
					state: "loaded",
					max_context_length: trainedContext,
					loaded_context_length: contextSize,
				},
			],
		}),
	},
};

/** The header `Server`. */
export const programs: Partial<Record<ServedApi, string>> = {
	vllm: "uvicorn",
	sglang: "uvicorn",
	"llama-server": "llama.cpp",
	deepseek: "elb",
};

/** What a server says of itself and its models. */
import { type Fields, fieldsOf } from "../../fields";
import type { ServerApi } from "../../protocol/settings";
import type { KnownApi } from "./dialect";
import type { Http } from "./http";

export interface ServerModels {
	/** As it was told, or found out. */
	readonly api: KnownApi;
	readonly models: readonly ServerModel[];
}

interface ServerModel {
	readonly name: string;
	/** Tokens; undefined where the server does not say. */
	readonly contextSize: number | undefined;
}

/** Throws `EngineError`. */
export async function readModels(http: Http, api: ServerApi, signal: AbortSignal): Promise<ServerModels> {
	const { data } = fieldsOf(await http.json("models", signal));
	const entries = Array.isArray(data) ? data.map(fieldsOf) : [];
	const known = api === "auto" ? (deepSeek(http) ?? apiOf(entries)) : api;
	const models = entries.flatMap((entry) => {
		const { id } = entry;
		return typeof id === "string" ? [{ name: id, contextSize: contextSizeOf(entry) }] : [];
	});
	return { api: known, models: known === "llama-server" ? await withProps(http, models, signal) : models };
}

/** Who owns a model, as each program fills the field in. */
const owners: Readonly<Record<string, KnownApi>> = {
	vllm: "vllm",
	sglang: "sglang",
	llamacpp: "llama-server",
	library: "ollama",
	organization_owner: "lmstudio",
	deepseek: "deepseek",
};

function apiOf(entries: readonly Fields[]): KnownApi {
	const owner = entries.map(({ owned_by }) => owned_by).find((it) => typeof it === "string" && it in owners);
	return (typeof owner === "string" && owners[owner]) || "openai";
}

function deepSeek({ host }: Http): KnownApi | undefined {
	return /(?:^|\.)deepseek\.com$/.test(host) ? "deepseek" : undefined;
}

/** vLLM and SGLang say it here; what llama-server says is only what the model was trained for. */
function contextSizeOf({ max_model_len }: Fields): number | undefined {
	return typeof max_model_len === "number" && max_model_len > 0 ? max_model_len : undefined;
}

/** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md: the context that a request may fill. */
async function withProps(http: Http, models: readonly ServerModel[], signal: AbortSignal): Promise<ServerModel[]> {
	const props = await http.json("/props", signal).catch(() => {
		signal.throwIfAborted();
		// Some have it behind a proxy that lets only the API through.
		return undefined;
	});
	const { n_ctx } = fieldsOf(fieldsOf(props)["default_generation_settings"]);
	const contextSize = typeof n_ctx === "number" && n_ctx > 0 ? n_ctx : undefined;
	return models.map(({ name }) => ({ name, contextSize }));
}

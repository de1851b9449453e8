import type { ForkedEngine } from "../../../server/engine/forked";
import type { ServerApi } from "../../../server/protocol/settings";
import type { Fault } from "./faults";

export type ServedApi = Exclude<ServerApi, "auto">;

/** Where a thought is in what is sent: in a field of its own, in the content between tags, or before an end tag alone. */
type ThoughtPlace = "reasoning" | "reasoning_content" | "thinking" | "tags" | "endTag";

/** What becomes of something that an API may or may not be able to do. */
type Support = "supported" | "ignored" | "refused";

export interface ApiServerOptions {
	/** With tiny-r1 loaded, for several servers; left as it is when they close. Else the server has its own. */
	readonly engine?: ForkedEngine;
	/** As which program it behaves. */
	readonly api?: ServedApi;
	/** Name of the model. */
	readonly model?: string;
	/** Tokens. */
	readonly contextSize?: number;
	/** Without it, everyone is let in. */
	readonly key?: string;
	readonly thoughtPlace?: ThoughtPlace;
	/** A turn of the assistant that is begun in the request and gone on with. */
	readonly continuing?: Support;
	/** Whether it tells which models it has. */
	readonly listsModels?: boolean;
	/** Whether a text with the marks of turns is gone on with, at `/v1/completions`. */
	readonly completesText?: boolean;
	/** A number of tokens for the thought. */
	readonly budget?: Support;
	/** Whether llama-server's endpoint ends a thought that is under way. */
	readonly control?: boolean;
	/** vLLM: whether the chat template leaves a thought that is over in the turn that is gone on with. DeepSeek's does not. */
	readonly keepsThought?: boolean;
	/** Whether the request can turn thinking off. The templates of the distills know no such switch. */
	readonly switchesThinking?: boolean;
	/** Characters of each delta, so that tags are cut anywhere; else a delta is a token. */
	readonly charactersPerDelta?: number;
	/** Milliseconds between comments (blank lines, where nothing is streamed) that keep a connection alive. */
	readonly keepAlive?: number;
	/** Whether `usage` says how many tokens the thought had. */
	readonly countsThought?: boolean;
	/** What goes wrong with the first requests for chat, one each. */
	readonly faults?: readonly Fault[];
}

export type ApiSettings = Required<
	Omit<ApiServerOptions, "engine" | "key" | "charactersPerDelta" | "keepAlive" | "faults">
> &
	Pick<ApiServerOptions, "key" | "charactersPerDelta" | "keepAlive">;

export function readOptions(options: ApiServerOptions): ApiSettings {
	const api = options.api ?? "openai";
	const { engine: _, faults: __, ...known } = options;
	return {
		api,
		model: "tiny-r1",
		contextSize: 2048,
		listsModels: true,
		completesText: ["vllm", "sglang", "llama-server", "lmstudio"].includes(api),
		control: api === "llama-server",
		keepsThought: false,
		switchesThinking: api === "ollama",
		countsThought: api === "deepseek",
		...abilities[api],
		...known,
	};
}

/** What each program does unless its user sets it up otherwise. */
const abilities: Record<ServedApi, Pick<ApiSettings, "thoughtPlace" | "continuing" | "budget">> = {
	vllm: { thoughtPlace: "reasoning", continuing: "supported", budget: "supported" },
	sglang: { thoughtPlace: "reasoning_content", continuing: "supported", budget: "ignored" },
	"llama-server": { thoughtPlace: "reasoning_content", continuing: "supported", budget: "supported" },
	ollama: { thoughtPlace: "reasoning", continuing: "supported", budget: "ignored" },
	lmstudio: { thoughtPlace: "reasoning_content", continuing: "supported", budget: "ignored" },
	deepseek: { thoughtPlace: "reasoning_content", continuing: "supported", budget: "ignored" },
	openai: { thoughtPlace: "tags", continuing: "ignored", budget: "ignored" },
};

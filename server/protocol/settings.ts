import type { Action } from "./action";

/** How long a run may think. */
export type Effort = "none" | "brief" | "normal" | "deep" | "unlimited";

export const efforts = ["none", "brief", "normal", "deep", "unlimited"] as const satisfies readonly Effort[];

/** An effort that has a number of tokens. */
type BudgetedEffort = Exclude<Effort, "none" | "unlimited">;

/** Tokens that a thought may have, by effort; with an action before it (`explain.brief`), for that action alone. */
export type Budgets = Readonly<Record<BudgetedEffort, number>> &
	Readonly<Partial<Record<`${Action}.${BudgetedEffort}`, number>>>;

/** Tokens that a run may think; null: as many as it likes. */
export function budgetOf(budgets: Budgets, action: Action, effort: Effort): number | null {
	if (effort === "none") return 0;
	return effort === "unlimited" ? null : (budgets[`${action}.${effort}`] ?? budgets[effort]);
}

/** Programs that serve models over an OpenAI-compatible API, each with fields of its own for thoughts. */
export const serverApis = [
	"auto",
	"vllm",
	"sglang",
	"llama-server",
	"ollama",
	"lmstudio",
	"deepseek",
	"openai",
] as const;

/** `auto`: told from what the server says of itself; `openai`: nothing but the API is known of it. */
export type ServerApi = (typeof serverApis)[number];

/** A server that runs the model; it is used where both `url` and `model` are set. */
export interface ServerSettings {
	/** Address that the API's paths begin with, such as `http://127.0.0.1:8000/v1`. */
	readonly url: string;
	/** As the server calls it. */
	readonly model: string;
	readonly api: ServerApi;
	/** Whether code may go to another machine without encryption. */
	readonly allowHttp: boolean;
}

/** Whether a server runs the model, rather than this machine. */
export function usesServer({ server }: Pick<Settings["model"], "server">): boolean {
	return server.url !== "" && server.model !== "";
}

/** Whether there is a model for runs. */
export function hasModel(model: Pick<Settings["model"], "path" | "server">): boolean {
	return model.path !== "" || usesServer(model);
}

/** Sent in `initializationOptions.settings` and as `settings.rationale` of `workspace/didChangeConfiguration`. */
export interface Settings {
	readonly model: {
		/** Absolute path of a GGUF file; empty where none is set. */
		readonly path: string;
		readonly server: ServerSettings;
		/** Tokens for prompt, thought and answer together. */
		readonly contextSize: number;
		/** A number: so many layers. */
		readonly gpu: "auto" | "off" | number;
		/** 0: all physical cores but one. */
		readonly threads: number;
		/** Minutes without a run; 0: never. */
		readonly unloadAfter: number;
	};
	readonly sampling: {
		readonly temperature: number;
		readonly topP: number;
		/** `null`: a new one for each run. */
		readonly seed: number | null;
	};
	readonly reasoning: {
		/** For runs that are started without one. */
		readonly effort: Effort;
		readonly budgets: Budgets;
	};
	readonly guards: {
		/** Whether a thought that repeats itself is taken back, then ended. */
		readonly repetition: boolean;
		/** Whether a thought is kept from scripts that neither the prompt nor the code has. */
		readonly language: boolean;
	};
	readonly context: {
		/** Tokens of related code that a prompt may hold. */
		readonly maxTokens: number;
	};
	readonly completion: {
		/** Where completions come by themselves; asked for, they come everywhere. */
		readonly automatic: "off" | "code" | "everywhere";
		/** Absolute path of a GGUF file for completions alone; empty: the model of the runs serves. */
		readonly model: string;
		/** How the model is asked: as its family was trained to be, or one way whatever the family. */
		readonly prompt: "auto" | "fim" | "chat";
		/** A completion whose tokens have a lower mean probability is not shown. */
		readonly minProbability: number;
	};
}

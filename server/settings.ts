import { type Fields, fieldsOf } from "./fields";
import { actions } from "./protocol/action";
import { type Budgets, efforts, type ServerSettings, type Settings, serverApis } from "./protocol/settings";

/** What package.json gives as defaults. */
const defaults: Settings = {
	model: {
		path: "",
		server: { url: "", model: "", api: "auto", allowHttp: false },
		contextSize: 8192,
		gpu: "auto",
		threads: 0,
		unloadAfter: 15,
	},
	sampling: { temperature: 0.6, topP: 0.95, seed: null },
	reasoning: {
		effort: "normal",
		// The thoughts of the distills about a small edit take some hundred tokens; at 1.5B a CPU writes a thousand in 35 s.
		budgets: { brief: 256, normal: 1024, deep: 4096 },
	},
	guards: { repetition: true, language: true },
	context: { maxTokens: 1024 },
	completion: { automatic: "code", model: "", prompt: "auto", minProbability: 0.5 },
};

/** The largest context there is. */
const maxBudget = 131_072;

/** Far more than any model has. */
const maxLayers = 9999;

/** Largest seed: llama.cpp takes 32 bits. */
const maxSeed = 0xffff_ffff;

/** Reads what a client sent: numbers are brought into their range, what is missing or of another type gets its default. */
export function parseSettings(value: unknown): Settings {
	const model = section(value, "model");
	const sampling = section(value, "sampling");
	const reasoning = section(value, "reasoning");
	const guards = section(value, "guards");
	const context = section(value, "context");
	const completion = section(value, "completion");
	return {
		model: {
			path: pathIn(model["path"]),
			contextSize: integer(model["contextSize"], 512, 131_072) ?? defaults.model.contextSize,
			server: parseServer(model["server"]),
			gpu: parseGpu(model["gpu"]),
			threads: integer(model["threads"], 0, 256) ?? defaults.model.threads,
			unloadAfter: integer(model["unloadAfter"], 0, 1440) ?? defaults.model.unloadAfter,
		},
		sampling: {
			temperature: number(sampling["temperature"], 0, 2) ?? defaults.sampling.temperature,
			topP: number(sampling["topP"], 0, 1) ?? defaults.sampling.topP,
			seed: parseSeed(sampling["seed"]),
		},
		reasoning: {
			effort: oneOf(reasoning["effort"], efforts) ?? defaults.reasoning.effort,
			budgets: parseBudgets(reasoning["budgets"]),
		},
		guards: {
			repetition: boolean(guards["repetition"]) ?? defaults.guards.repetition,
			language: boolean(guards["language"]) ?? defaults.guards.language,
		},
		context: { maxTokens: integer(context["maxTokens"], 0, 65_536) ?? defaults.context.maxTokens },
		completion: {
			automatic: oneOf(completion["automatic"], ["off", "code", "everywhere"]) ?? defaults.completion.automatic,
			model: pathIn(completion["model"]),
			prompt: oneOf(completion["prompt"], ["auto", "fim", "chat"]) ?? defaults.completion.prompt,
			minProbability: number(completion["minProbability"], 0, 1) ?? defaults.completion.minProbability,
		},
	};
}

function parseServer(value: unknown): ServerSettings {
	const { allowHttp, api, model, url } = fieldsOf(value);
	return {
		url: pathIn(url).replace(/\/+$/, ""),
		model: pathIn(model),
		api: oneOf(api, serverApis) ?? defaults.model.server.api,
		allowHttp: allowHttp === true,
	};
}

function parseGpu(value: unknown): Settings["model"]["gpu"] {
	if (value === "off") return "off";
	const layers = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
	return integer(layers, 1, maxLayers) ?? defaults.model.gpu;
}

/** As llama.cpp has it, a negative one stands for a new one each time. */
function parseSeed(value: unknown): number | null {
	return typeof value === "number" && value < 0 ? null : (integer(value, 0, maxSeed) ?? defaults.sampling.seed);
}

function pathIn(value: unknown): string {
	return typeof value === "string" ? value.trim() : "";
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[]): Value | undefined {
	return values.find((it) => it === value);
}

const budgetNames = (["brief", "normal", "deep"] as const).flatMap((effort) => [
	effort,
	...actions.map((action) => `${action}.${effort}` as const),
]);

function parseBudgets(value: unknown): Budgets {
	const given = fieldsOf(value);
	const read = budgetNames.flatMap((name) => {
		const budget = integer(given[name], 1, maxBudget);
		return budget === undefined ? [] : [[name, budget] as const];
	});
	return { ...defaults.reasoning.budgets, ...Object.fromEntries(read) };
}

function boolean(value: unknown): boolean | undefined {
	return typeof value === "boolean" ? value : undefined;
}

function section(value: unknown, name: string): Fields {
	return fieldsOf(fieldsOf(value)[name]);
}

function number(value: unknown, min: number, max: number): number | undefined {
	if (typeof value !== "number" || Number.isNaN(value)) return undefined;
	return Math.min(max, Math.max(min, value));
}

function integer(value: unknown, min: number, max: number): number | undefined {
	const clamped = number(value, min, max);
	return clamped === undefined ? undefined : Math.round(clamped);
}

// How the model's state reads, in the sidebar and in the status bar.
import type { ModelView } from "../../media/reasoning/protocol";
import type { ModelDescription, ModelState } from "../../server/protocol/model";
import type { RunSnapshot } from "../../server/protocol/run";
import { type Effort, type Settings, usesServer } from "../../server/protocol/settings";
import { effortTitles } from "./effortText";
import { lacking } from "./lacking";
import { percent } from "./percent";
import { serverModelView, serverStatus } from "./serverText";

/** `set` is what the settings say: a model that was never loaded has no other name. */
export function modelView(state: ModelState, set: Pick<Settings["model"], "path" | "server">): ModelView {
	return usesServer(set) ? serverModelView(state, set.server) : localModelView(state, set.path);
}

function localModelView(given: ModelState, path: string): ModelView {
	// A server's model that was used before is not what the next run is made with.
	const state: ModelState = given.kind === "ready" && given.model.server !== null ? { kind: "stopped" } : given;
	switch (state.kind) {
		case "stopped":
			return path ? { kind: "stopped", name: fileName(path), detail: "On this machine" } : noModel;
		case "loading":
			return { kind: "loading", name: state.name, detail: `Loading, ${percent(state.progress)}` };
		case "ready":
			return {
				kind: "ready",
				name: titleOf(state.model),
				detail: `On this machine · ${deviceOf(state.model)}`,
				...lacking(state.model),
			};
		case "failed":
			return state.reason === "noModel" ? noModel : { kind: "failed", name: fileName(path), detail: state.message };
	}
}

const noModel: ModelView = { kind: "none", name: "", detail: "No model selected" };

export interface StatusText {
	readonly text: string;
	readonly tooltip: string;
	/** For screen readers, which read no icons: without the numbers that change all the time. */
	readonly label: string;
	readonly isError: boolean;
	/** Code goes where it can be read on the way. */
	readonly isWarning: boolean;
}

type ToldText = Omit<StatusText, "isWarning">;

/** `run` is the one under way; `effort` is that of the next one; `completions` is what there is to say of them. */
export function statusText(
	model: ModelView,
	run: RunSnapshot | undefined,
	effort: Effort,
	completions: readonly string[] = [],
): StatusText {
	const told = run ? runText(run) : idleText(model);
	const effortLine = `Effort: ${effortTitles[run?.effort ?? effort]}`;
	const sent = serverStatus(model.server);
	return {
		...told,
		text: told.text + sent.text,
		label: told.label + sent.label,
		tooltip: [told.tooltip, ...sent.lines, effortLine, ...completions].join("\n"),
		isWarning: model.server?.isExposed ?? false,
	};
}

function idleText(model: ModelView): ToldText {
	switch (model.kind) {
		case "loading":
			return status("$(loading~spin) Rationale", `${model.name}: ${model.detail}`, "loading the model");
		case "ready":
			return status("$(lightbulb-sparkle) Rationale", `${model.name}\n${model.detail}`, `${model.name} is ready`);
		case "failed":
			return { ...status("$(error) Rationale", model.detail, "the model could not be loaded"), isError: true };
		case "stopped":
			return model.server
				? status("$(lightbulb) Rationale", `${model.name}: asked on the first run`, `${model.name} is chosen`)
				: status("$(lightbulb) Rationale", `${model.name}: loaded on the first run`, "the model is not loaded");
		case "none":
			return status("$(lightbulb) Rationale", "No model selected", "no model is selected");
	}
}

function runText({ state, stats }: RunSnapshot): ToldText {
	const speed = stats.tokensPerSecond > 0 ? ` · ${Math.round(stats.tokensPerSecond)} tok/s` : "";
	switch (state.kind) {
		case "loading":
			return status(
				`$(loading~spin) Loading model · ${percent(state.progress)}`,
				"Loading the model",
				"loading the model",
			);
		case "reading":
			return status(
				`$(loading~spin) Reading · ${percent(state.done / Math.max(state.total, 1))}`,
				`Reading the prompt: ${state.done} of ${state.total} tokens`,
				"reading the code",
			);
		case "answering":
			return status(`$(loading~spin) Answering${speed}`, "Writing the answer", "answering");
		case "thinking":
			return status(`$(loading~spin) Thinking${speed}`, "Thinking", "thinking");
		default:
			return status("$(loading~spin) Waiting", "Waiting for an earlier run", "waiting");
	}
}

function status(text: string, tooltip: string, label: string): ToldText {
	return { text, tooltip, label: `Rationale: ${label}`, isError: false };
}

function titleOf({ name, quantization }: ModelDescription): string {
	return quantization && !name.includes(quantization) ? `${name} · ${quantization}` : name;
}

const gpuNames = { cuda: "CUDA", vulkan: "Vulkan", metal: "Metal" } as const;

function deviceOf({ device }: ModelDescription): string {
	return device === "cpu" || device === "server" ? "CPU" : `GPU (${gpuNames[device]})`;
}

function fileName(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

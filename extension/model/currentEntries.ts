import type { ModelState } from "../../server/protocol/model";
import { percent } from "../view/percent";
import {
	type ChoiceEntry,
	fileEntry,
	joined,
	lastPart,
	type ModelEntry,
	reasoningEntry,
	type Shown,
	separator,
	serverEntry,
} from "./entry";
import type { ModelSources } from "./modelSources";
import { sizeText } from "./sizeText";

/** What is in memory, and what is set. */
export function currentEntries(sources: ModelSources, shown: Shown): readonly ModelEntry[] {
	if (shown.isSmaller) return [];
	const loaded = shown.purpose === "reason" ? loadedEntry(sources, shown) : undefined;
	const set = setEntry(sources, shown);
	const isSame = loaded && set && JSON.stringify(loaded.choice) === JSON.stringify(set.choice);
	return [...(loaded ? [separator("Loaded"), loaded] : []), ...(set && !isSame ? [separator("Selected"), set] : [])];
}

function loadedEntry(sources: ModelSources, shown: Shown): ChoiceEntry | undefined {
	const { state } = sources;
	if (state.kind !== "ready") return undefined;
	const { model } = state;
	const isCurrent =
		shown.current.kind === "server"
			? model.server !== null && model.path === shown.current.model
			: shown.current.kind === "file" && model.server === null && model.path === shown.current.path;
	const note = isCurrent ? "current" : "";
	if (model.server !== null) return serverEntry({ url: model.server, model: model.path }, joined([note, "in use"]));
	const entry = pathEntry(model.path, sources, shown);
	const memory = sources.local.find(({ path }) => path === model.path)?.fit?.memory;
	const place = model.device === "cpu" ? "on the CPU" : `${model.gpuLayers} layers on the GPU`;
	return {
		...entry,
		icon: "check",
		description: joined([note, memory ? `about ${sizeText(memory)} of memory` : "", place]),
		buttons: ["unload", ...entry.buttons],
	};
}

/** What is set; undefined where nothing is. */
function setEntry(sources: ModelSources, shown: Shown): ChoiceEntry | undefined {
	const { current } = shown;
	switch (current.kind) {
		case "none":
			return shown.purpose === "complete" ? reasoningEntry("current") : undefined;
		case "server":
			return serverEntry(current, "current");
		case "file":
			return pathEntry(current.path, sources, shown, noteOf(sources.state, shown));
	}
}

function noteOf(state: ModelState, { purpose }: Shown): string {
	return purpose === "reason" && state.kind === "loading" ? `current · loading, ${percent(state.progress)}` : "current";
}

/** A path, as the file that was found there, where one was. */
function pathEntry(path: string, { found, local }: ModelSources, shown: Shown, note = ""): ChoiceEntry {
	const { current } = shown;
	const realPath = current.kind === "file" && current.path === path ? current.realPath : path;
	const file = found.find((it) => it.path === path || it.realPath === realPath);
	if (file) return { ...fileEntry(file, local, shown, note), choice: { kind: "file", path } };
	return {
		kind: "choice",
		icon: "file",
		label: lastPart(path),
		description: note,
		detail: path,
		choice: { kind: "file", path },
		buttons: [],
	};
}

/** How the models that are known read in a picker. */
import type { CatalogueFile } from "../../server/protocol/catalogue";
import { currentEntries } from "./currentEntries";
import {
	type ChoiceEntry,
	downloadEntry,
	fileEntry,
	isTooBig,
	lastPart,
	type ModelChoice,
	type ModelEntry,
	reasoningEntry,
	recommendedIcon,
	type Shown,
	separator,
	serverEntry,
} from "./entry";
import type { FoundModel } from "./findModels";
import type { ModelSources } from "./modelSources";
import { suits } from "./suits";

/** What is loaded or set comes first, then what is here, what can be downloaded, servers, and a file from anywhere. */
export function modelEntries(sources: ModelSources, shown: Shown): readonly ModelEntry[] {
	return withoutEmptyGroups([
		...currentEntries(sources, shown),
		...fileEntries(sources, shown),
		...downloadEntries(sources, shown),
		...(shown.purpose === "reason" && !shown.isSmaller ? serverEntries(sources, shown) : []),
		...lastEntries(shown),
	]);
}

/** What Enter takes before the user has moved: what is set; else a distill that is here and fits, or what is recommended. */
export function firstChoice(
	entries: readonly ModelEntry[],
	{ current, isSmaller, purpose }: Shown,
): ModelChoice | undefined {
	const choices = entries.flatMap((it) => (it.kind === "choice" && it.choice.kind !== "addServer" ? it : []));
	const [first] = choices;
	const isSet = !isSmaller && (current.kind !== "none" || purpose === "complete");
	const isHere = first?.icon === "file" && suits(first.label, purpose);
	const recommended = choices.find((it) => it.icon === recommendedIcon);
	return (isSet || isHere ? first : (recommended ?? first))?.choice;
}

const titles = { reason: "R1 distills", complete: "trained to fill in the middle" } as const;

/** Those that suit the purpose first. */
function fileEntries(sources: ModelSources, shown: Shown): readonly ModelEntry[] {
	const { found, local } = sources;
	const files = found
		.filter((it) => !isCurrent(it, sources, shown))
		.map((file) => ({ file, fit: local.find((it) => it.path === file.path)?.fit ?? null }))
		.filter((it) => !shown.isSmaller || (it.fit?.place !== "tooBig" && it.file.size < currentSize(found, shown)))
		.toSorted((a, b) => Number(isTooBig(a.fit)) - Number(isTooBig(b.fit)) || byName(a.file.name, b.file.name));
	const isSuited = ({ file }: { readonly file: FoundModel }) => suits(file.name, shown.purpose);
	return [
		separator(`On this machine: ${titles[shown.purpose]}`),
		...files.filter(isSuited).map(({ file }) => fileEntry(file, local, shown)),
		separator("On this machine: other models"),
		...files.filter((it) => !isSuited(it)).map(({ file }) => fileEntry(file, local, shown)),
	];
}

/** The best first, those that do not fit last; none that is here already. */
function downloadEntries(sources: ModelSources, shown: Shown): readonly ModelEntry[] {
	const limit = currentSize(sources.found, shown);
	const entries = sources.catalogue
		.filter((it) => it.purpose === shown.purpose && !sources.found.some((file) => isSame(file, it)))
		.filter((it) => !shown.isSmaller || it.bytes < limit);
	const fitting = entries.filter(({ fit }) => !isTooBig(fit));
	const tooBig = shown.isSmaller ? [] : entries.filter(({ fit }) => isTooBig(fit));
	const ordered = [...fitting.filter((it) => it.isRecommended), ...fitting.filter((it) => !it.isRecommended)];
	return [
		separator("Download"),
		...ordered.map((it) => downloadEntry(it, sources.downloads)),
		separator("Download: too big for this machine"),
		...tooBig.map((it) => downloadEntry(it, sources.downloads)),
	];
}

function serverEntries({ server }: ModelSources, { current }: Shown): readonly ModelEntry[] {
	const { failure = "", models = [], url = "" } = server ?? {};
	return [
		separator("Servers"),
		...models
			.filter((model) => !(current.kind === "server" && current.model === model))
			.map((model) => serverEntry({ url, model }, "")),
		{
			kind: "choice",
			icon: "add",
			label: "Use a Server…",
			description: failure ? "" : "vLLM, llama-server, Ollama, DeepSeek and others",
			detail: failure,
			choice: { kind: "addServer" },
			buttons: [],
		},
	];
}

function lastEntries({ current, purpose }: Shown): readonly ModelEntry[] {
	const browse: ChoiceEntry = {
		kind: "choice",
		icon: "folder-opened",
		label: "Select Model File…",
		description: "a GGUF file from anywhere on this machine",
		detail: "",
		choice: { kind: "browse" },
		buttons: [],
	};
	const isOwn = purpose === "complete" && current.kind !== "none";
	return [separator(""), browse, ...(isOwn ? [reasoningEntry("")] : [])];
}

/** Whether it is among what is listed first. */
function isCurrent({ path, realPath }: FoundModel, { state }: ModelSources, { current, purpose }: Shown): boolean {
	const loaded = purpose === "reason" && state.kind === "ready" ? state.model.path : undefined;
	return path === loaded || realPath === loaded || (current.kind === "file" && current.realPath === realPath);
}

function currentSize(found: readonly FoundModel[], { current }: Shown): number {
	const file = current.kind === "file" && found.find((it) => it.realPath === current.realPath);
	return file ? file.size : Number.POSITIVE_INFINITY;
}

/** Whether a file on this machine is one of the catalogue's. */
function isSame({ path, realPath, size }: FoundModel, { bytes, file, sha256 }: CatalogueFile): boolean {
	const name = lastPart(file);
	// Without a checksum the size is calculated, and may be off by some hundred bytes.
	const isSize = sha256 === null ? Math.abs(size - bytes) < 10_000 : size === bytes;
	return isSize && (lastPart(path) === name || lastPart(realPath) === name);
}

function byName(a: string, b: string): number {
	return a.localeCompare(b, "en", { numeric: true });
}

function withoutEmptyGroups(entries: readonly ModelEntry[]): readonly ModelEntry[] {
	return entries.filter((it, index) => it.kind === "choice" || entries[index + 1]?.kind === "choice");
}

/** How one model reads in a picker, and what comes of choosing it. */
import type {
	CatalogueEntry,
	CatalogueFile,
	LocalModel,
	ModelFit,
	ModelPurpose,
} from "../../server/protocol/catalogue";
import type { Download } from "./downloadState";
import type { FoundModel } from "./findModels";
import { fitText } from "./fitText";
import { sizeText } from "./sizeText";

export type ModelChoice =
	/** A file that is on this machine. */
	| { readonly kind: "file"; readonly path: string }
	| { readonly kind: "download"; readonly file: CatalogueFile }
	/** A model of the server that is set up. */
	| { readonly kind: "server"; readonly model: string }
	/** Another server. */
	| { readonly kind: "addServer" }
	/** A file that the user looks for. */
	| { readonly kind: "browse" }
	/** For completions: the model that reasons. */
	| { readonly kind: "reasoning" };

export type ModelButton = "unload" | "reveal" | "delete";

export interface ChoiceEntry {
	readonly kind: "choice";
	/** Of VS Code's product icons. */
	readonly icon: string;
	readonly label: string;
	readonly description: string;
	readonly detail: string;
	readonly choice: ModelChoice;
	readonly buttons: readonly ModelButton[];
}

export type ModelEntry = ChoiceEntry | { readonly kind: "separator"; readonly label: string };

/** The model that is set. */
export type CurrentModel =
	/** `realPath`: what links lead to. */
	| { readonly kind: "file"; readonly path: string; readonly realPath: string }
	| { readonly kind: "server"; readonly url: string; readonly model: string }
	| { readonly kind: "none" };

export interface Shown {
	readonly purpose: ModelPurpose;
	readonly current: CurrentModel;
	readonly home: string;
	/** Whether files can be shown in the system's own program for that. */
	readonly canReveal: boolean;
	/** Only what fits and is smaller than the current one. */
	readonly isSmaller: boolean;
}

/** The same for an entry that was made anew. */
export function keyOf(choice: ModelChoice): string {
	switch (choice.kind) {
		case "file":
			return `file ${choice.path}`;
		case "download":
			return `download ${choice.file.id}`;
		case "server":
			return `server ${choice.model}`;
		default:
			return choice.kind;
	}
}

/** A file, as it reads wherever it is listed; `note` says what else there is to say of it. */
export function fileEntry(
	{ name, path, program, size }: FoundModel,
	local: readonly LocalModel[],
	{ canReveal, home }: Pick<Shown, "canReveal" | "home">,
	note = "",
): ChoiceEntry {
	const fit = local.find((it) => it.path === path)?.fit ?? null;
	// What lies beside a model that is set is no program's.
	const owner = program === "Beside the Current Models" ? "" : program;
	return {
		kind: "choice",
		icon: fit?.place === "tooBig" ? "warning" : "file",
		label: name,
		description: joined([note, sizeText(size), owner, fit ? fitText(fit) : ""]),
		detail: shortened(path, home),
		choice: { kind: "file", path },
		buttons: [...(canReveal ? ["reveal" as const] : []), ...(program === "Rationale" ? ["delete" as const] : [])],
	};
}

/** Tells the entry that is recommended. */
export const recommendedIcon = "star-full";

export function downloadEntry(entry: CatalogueEntry, downloads: readonly Download[]): ChoiceEntry {
	const { bytes, fit, isRecommended, licence, model, quantization, reason } = entry;
	const state = downloads.find(({ file }) => file.id === entry.id)?.state;
	const advice = isRecommended ? "recommended" : isTooBig(fit) ? "too big" : "";
	return {
		kind: "choice",
		icon: isRecommended ? recommendedIcon : isTooBig(fit) ? "warning" : "cloud-download",
		label: `${model} · ${quantization}`,
		description: joined([advice, sizeText(bytes), licence, state ? downloadNotes[state.kind] : ""]),
		detail: reason,
		choice: { kind: "download", file: entry },
		buttons: [],
	};
}

const downloadNotes = {
	waiting: "downloading in another window",
	running: "downloading",
	checking: "being checked",
	paused: "paused: choose it to go on",
	failed: "failed: choose it to go on",
} as const;

/** A model of a server, as it reads wherever it is listed. */
export function serverEntry(
	{ model, url }: { readonly url: string; readonly model: string },
	note: string,
): ChoiceEntry {
	const choice = { kind: "server", model } as const;
	return { kind: "choice", icon: "server", label: model, description: note, detail: url, choice, buttons: [] };
}

/** For completions: the model that serves where none of their own is set. */
export function reasoningEntry(note: string): ChoiceEntry {
	return {
		kind: "choice",
		icon: "lightbulb",
		label: "Use the Reasoning Model",
		description: note,
		detail: "",
		choice: { kind: "reasoning" },
		buttons: [],
	};
}

export function isTooBig(fit: ModelFit | null): boolean {
	return fit?.place === "tooBig";
}

/** Short sayings in one line. */
export function joined(parts: readonly string[]): string {
	return parts.filter((it) => it !== "").join(" · ");
}

function shortened(path: string, home: string): string {
	const rest = path.slice(home.length);
	return path.startsWith(home) && /^[\\/]/.test(rest) ? `~${rest}` : path;
}

export function separator(label: string): ModelEntry {
	return { kind: "separator", label };
}

export function lastPart(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** Where programs that run models keep the ones they downloaded. Nothing is read here. */
import { posix, win32 } from "node:path";

export interface Machine {
	readonly home: string;
	readonly platform: NodeJS.Platform;
	readonly environment: Readonly<Record<string, string | undefined>>;
}

export type Program = "Rationale" | "LM Studio" | "Ollama" | "llama.cpp" | "Hugging Face" | "Beside the Current Models";

/** How the files lie in it: a tree of them, or the store of a program that names them elsewhere. */
type Layout = { readonly kind: "tree"; readonly depth: number } | { readonly kind: "ollama" | "huggingFace" };

export interface Place {
	readonly program: Program;
	readonly path: string;
	readonly layout: Layout;
}

/** Publisher and model, and one folder more for those who sort theirs. */
const lmStudioTree: Layout = { kind: "tree", depth: 3 };
const flat: Layout = { kind: "tree", depth: 0 };

/** Most telling first: a file that lies in two of them is named by the first. `current` are paths of models. */
export function modelPlaces(machine: Machine, current: readonly string[]): readonly Place[] {
	const { dirname, isAbsolute } = pathOf(machine);
	const beside = new Set(current.filter((it) => isAbsolute(it)).map((it) => dirname(it)));
	return [
		...lmStudio(machine),
		...ollama(machine),
		...llamaCpp(machine),
		huggingFace(machine),
		...[...beside].map((path): Place => ({ program: "Beside the Current Models", path, layout: flat })),
	];
}

/** https://lmstudio.ai/docs/advanced/sideload; versions before 0.3.6: https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/553. */
function lmStudio({ home, ...machine }: Machine): readonly Place[] {
	const { join } = pathOf(machine);
	return [join(home, ".lmstudio", "models"), join(home, ".cache", "lm-studio", "models")].map((path) => ({
		program: "LM Studio",
		path,
		layout: lmStudioTree,
	}));
}

/** https://github.com/ollama/ollama/blob/main/docs/faq.md, "Where are models stored?"; the service on Linux is a user of its own. */
function ollama(machine: Machine): readonly Place[] {
	const own = variable(machine, "OLLAMA_MODELS") ?? pathOf(machine).join(machine.home, ".ollama", "models");
	const service = machine.platform === "linux" ? ["/usr/share/ollama/.ollama/models"] : [];
	return [own, ...service].map((path) => ({ program: "Ollama", path, layout: { kind: "ollama" } }));
}

/** `fs_get_cache_directory` in https://github.com/ggml-org/llama.cpp, common/common.cpp; newer versions use Hugging Face's. */
function llamaCpp(machine: Machine): readonly Place[] {
	const { join } = pathOf(machine);
	const path = variable(machine, "LLAMA_CACHE") ?? llamaCppDefault(machine);
	return path === undefined ? [] : [{ program: "llama.cpp", path: join(path), layout: flat }];
}

function llamaCppDefault(machine: Machine): string | undefined {
	const { join } = pathOf(machine);
	switch (machine.platform) {
		case "win32": {
			const local = variable(machine, "LOCALAPPDATA");
			return local && join(local, "llama.cpp");
		}
		case "darwin":
			return join(machine.home, "Library", "Caches", "llama.cpp");
		default:
			return join(cacheHome(machine), "llama.cpp");
	}
}

/** https://huggingface.co/docs/huggingface_hub/guides/manage-cache and package_reference/environment_variables there. */
function huggingFace(machine: Machine): Place {
	const { join } = pathOf(machine);
	const home = variable(machine, "HF_HOME") ?? join(cacheHome(machine), "huggingface");
	// The second name is the older one.
	const hub = variable(machine, "HF_HUB_CACHE") ?? variable(machine, "HUGGINGFACE_HUB_CACHE") ?? join(home, "hub");
	return { program: "Hugging Face", path: hub, layout: { kind: "huggingFace" } };
}

function cacheHome(machine: Machine): string {
	return variable(machine, "XDG_CACHE_HOME") ?? pathOf(machine).join(machine.home, ".cache");
}

/** A relative path would mean another folder here than in the program that it was set for. */
function variable(machine: Machine, name: string): string | undefined {
	const value = machine.environment[name]?.trim();
	return value && pathOf(machine).isAbsolute(value) ? value : undefined;
}

function pathOf({ platform }: Pick<Machine, "platform">): typeof posix {
	return platform === "win32" ? win32 : posix;
}

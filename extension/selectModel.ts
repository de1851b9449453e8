import { homedir } from "node:os";
import { basename } from "node:path";
import * as vscode from "vscode";
import type { CatalogueFile, ModelPurpose } from "../server/protocol/catalogue";
import { unloadModelRequest } from "../server/protocol/model";
import { sizeText } from "./model/sizeText";
import type { ModelLoading } from "./modelLoading";
import { type Picked, pickModel } from "./modelPicker";
import type { SearchDeps } from "./modelSearch";
import { reported, showProblem } from "./report";
import { offerSmaller } from "./smallerModel";

export interface SelectDeps extends SearchDeps {
	readonly loading: ModelLoading;
}

/** What a model is chosen for: to be loaded now; for a run that loads it; or as a smaller one, for what was out of memory. */
export type SelectReason = "switch" | "run" | "smaller";

/** True when another model is selected. Whether it can be used, loading it shows. */
export async function selectModel(deps: SelectDeps, reason: SelectReason): Promise<boolean> {
	const isSelected = await select(deps, "reason", reason === "smaller");
	if (isSelected && reason === "switch") {
		void reported(deps.log, () => loadSelected(deps));
	}
	return isSelected;
}

/** Which model completes code: a file of its own, or the one that reasons. */
export async function selectCompletionModel(deps: SelectDeps): Promise<void> {
	await select(deps, "complete", false);
}

/** What the command was called with: a menu adds arguments of its own. */
export function selectReasonOf(argument: unknown): SelectReason {
	return argument === "run" || argument === "smaller" ? argument : "switch";
}

async function select(deps: SelectDeps, purpose: ModelPurpose, isSmaller: boolean): Promise<boolean> {
	const picked = await pickModel(deps, { purpose, isSmaller }, (work) => reported(deps.log, work));
	if (picked?.kind !== "delete") {
		return picked !== undefined && take(deps, purpose, picked);
	}
	await deleteModel(deps, picked);
	return select(deps, purpose, isSmaller);
}

/** True when it is selected now. */
async function take(
	deps: SelectDeps,
	purpose: ModelPurpose,
	picked: Exclude<Picked, { kind: "delete" }>,
): Promise<boolean> {
	const { config } = deps;
	switch (picked.kind) {
		case "file":
			await usePath(deps, purpose, picked.path);
			return true;
		case "browse": {
			const { completion, model } = config.settings();
			const path = await pickFile(purpose === "reason" ? model.path : completion.model || model.path);
			if (path) {
				await usePath(deps, purpose, path);
			}
			return path !== undefined;
		}
		case "download":
			// It takes minutes: whoever waits for a model is not held up.
			void reported(deps.log, () => download(deps, purpose, picked.file));
			return false;
		case "server":
			await config.setServer({ ...config.settings().model.server, model: picked.model });
			return true;
		case "addServer":
			return (await vscode.commands.executeCommand("rationale.useServer")) === true;
		case "reasoning":
			await config.setCompletionModelPath(undefined);
			return true;
	}
}

async function usePath({ config }: SelectDeps, purpose: ModelPurpose, path: string): Promise<void> {
	await (purpose === "reason" ? config.setModelPath(path) : config.setCompletionModelPath(path));
}

/** The path of a GGUF file, beside the current one to begin with. */
async function pickFile(current: string): Promise<string | undefined> {
	const [chosen] =
		(await vscode.window.showOpenDialog({
			title: "Select a Model (GGUF)",
			openLabel: "Select Model",
			defaultUri: current ? vscode.Uri.joinPath(vscode.Uri.file(current), "..") : vscode.Uri.file(homedir()),
			filters: { "GGUF models": ["gguf"], "All files": ["*"] },
		})) ?? [];
	return chosen?.fsPath;
}

/** Selects the model when it is there, unless the user has selected another one meanwhile. */
async function download(deps: SelectDeps, purpose: ModelPurpose, file: CatalogueFile): Promise<void> {
	const { config, downloads } = deps;
	const selected = () =>
		JSON.stringify(purpose === "reason" ? modelOf(config.settings()) : config.settings().completion.model);
	const before = selected();
	const path = await downloads.start(file);
	if (path === undefined) {
		return;
	}
	const name = `${file.model} ${file.quantization}`;
	if (selected() === before) {
		await usePath(deps, purpose, path);
		const sample = "See It Think";
		const isFirst = purpose === "reason";
		const message = `${name} is downloaded, and selected.`;
		if ((await vscode.window.showInformationMessage(message, ...(isFirst ? [sample] : []))) === sample) {
			await vscode.commands.executeCommand("rationale.openSample");
		}
	} else if ((await vscode.window.showInformationMessage(`${name} is downloaded.`, useIt)) === useIt) {
		await usePath(deps, purpose, path);
	}
}

const useIt = "Use This Model";

function modelOf({ model }: ReturnType<SelectDeps["config"]["settings"]>) {
	return [model.path, model.server];
}

async function deleteModel(deps: SelectDeps, { name, path }: Extract<Picked, { kind: "delete" }>): Promise<void> {
	const { client, config, downloads } = deps;
	const file = (await downloads.downloaded()).find((it) => it.path === path);
	if (!file) {
		throw new Error(`${basename(path)} is no file that Rationale has downloaded, so it is not deleted.`);
	}
	const remove = "Delete";
	const detail = `This frees ${sizeText(file.bytes)} on the disk.`;
	const chosen = await vscode.window.showWarningMessage(`Delete ${name}?`, { modal: true, detail }, remove);
	if (chosen !== remove) {
		return;
	}
	const { completion, model } = config.settings();
	const isInUse = model.path === path || completion.model === path;
	if (isInUse && client.isStarted) {
		// Windows deletes no file that is open.
		await (await client.started()).sendRequest(unloadModelRequest);
	}
	await downloads.delete(path);
	if (model.path === path) {
		await config.setModelPath("");
	}
	if (completion.model === path) {
		await config.setCompletionModelPath(undefined);
	}
}

/** Whether a model can be used is told when it is chosen, and not at the first run. */
async function loadSelected(deps: SelectDeps): Promise<void> {
	const result = await deps.loading.load();
	if (result?.kind !== "failed") {
		return;
	}
	if (result.reason === "outOfMemory") {
		await offerSmaller(deps, result.message, () => loadSelected(deps));
	} else {
		await showProblem(result.message, ["selectModel", "showLog"]);
	}
}

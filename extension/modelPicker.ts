import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Config } from "./config";
import { findModels } from "./model/findModels";
import { modelEntries, type Purpose } from "./model/modelEntries";
import { modelPlaces } from "./model/places";

type Choice =
	| { readonly kind: "model"; readonly path: string }
	| { readonly kind: "file" }
	| { readonly kind: "reasoning" };

interface Item extends vscode.QuickPickItem {
	/** A separator has none. */
	readonly choice?: Choice;
}

/**
 * Lets the user choose a model that is on this machine and keeps its path in the settings; false if none was chosen. Whether
 * it can be used, loading it will show.
 */
export async function selectModel(config: Config): Promise<boolean> {
	const choice = await choose(config, "reason");
	const path = await pathOf(choice, "Select a DeepSeek-R1 Distill (GGUF)", config.settings().model.path);
	if (path) {
		await config.setModelPath(path);
	}
	return path !== undefined;
}

/** Lets the user choose which model completes code: a file of its own, or the one that reasons. */
export async function selectCompletionModel(config: Config): Promise<void> {
	const { completion, model } = config.settings();
	const choice = await choose(config, "complete");
	const path = await pathOf(choice, "Select a Code Model (GGUF)", completion.model || model.path);
	if (path || (choice?.kind === "reasoning" && completion.model)) {
		await config.setCompletionModelPath(path);
	}
}

/** Says what is missing; true when a model has been selected since. */
export async function offerModel(config: Config): Promise<boolean> {
	const select = "Select Model File…";
	const settings = "Open Settings";
	const chosen = await vscode.window.showInformationMessage(
		"Rationale needs a model: a GGUF file of a DeepSeek-R1 distill on this machine.",
		select,
		settings,
	);
	if (chosen === settings) {
		await vscode.commands.executeCommand("workbench.action.openSettings", "rationale.model.path");
	}
	return chosen === select && selectModel(config);
}

const questions = {
	reason: { title: "Reasoning Model", placeHolder: "Which model is to reason about your code?" },
	complete: { title: "Completion Model", placeHolder: "Which model is to complete code while you type?" },
} as const satisfies Record<Purpose, vscode.QuickPickOptions>;

/** Milliseconds: what a drive that does not answer may cost. */
const searchLimit = 10_000;

/** The picker is there at once and shows progress while it looks for models. Where there is nothing to choose from, it is a file. */
async function choose(config: Config, purpose: Purpose): Promise<Choice | undefined> {
	const closed = new AbortController();
	const nothing = new vscode.CancellationTokenSource();
	const items = findItems(config, purpose, closed.signal).then((found) => {
		if (found.length === 1) nothing.cancel();
		return found;
	});
	try {
		const options = { ...questions[purpose], matchOnDetail: true };
		const item = await vscode.window.showQuickPick(items, options, nothing.token);
		return nothing.token.isCancellationRequested ? { kind: "file" } : item?.choice;
	} finally {
		closed.abort();
		nothing.dispose();
	}
}

async function findItems(config: Config, purpose: Purpose, closed: AbortSignal): Promise<readonly Item[]> {
	const { completion, model } = config.settings();
	const path = purpose === "reason" ? model.path : completion.model;
	const machine = { home: homedir(), platform: process.platform, environment: process.env };
	const signal = AbortSignal.any([closed, AbortSignal.timeout(searchLimit)]);
	const found = await findModels(modelPlaces(machine, [model.path, completion.model]), signal);
	const current = path && (await realpath(path).catch(() => path));
	const models = modelEntries(found, { purpose, current, home: machine.home }).map(
		(it): Item =>
			it.kind === "separator"
				? { label: it.label, kind: vscode.QuickPickItemKind.Separator }
				: { ...it, kind: vscode.QuickPickItemKind.Default, choice: { kind: "model", path: it.path } },
	);
	const isListed = found.some((it) => it.realPath === current);
	const ways: readonly Item[] = [
		{ label: "Select Model File…", description: isListed ? "" : path, choice: { kind: "file" } },
		...(purpose === "complete" ? [reasoningItem(completion.model)] : []),
	];
	return models.length > 0 ? [...models, { label: "", kind: vscode.QuickPickItemKind.Separator }, ...ways] : ways;
}

function reasoningItem(completionModel: string): Item {
	const description = completionModel ? "" : "current";
	return { label: "Use the Reasoning Model", description, choice: { kind: "reasoning" } };
}

/** Where the choice is a file, the user is asked for it. */
async function pathOf(choice: Choice | undefined, title: string, current: string): Promise<string | undefined> {
	return choice?.kind === "file" ? pickFile(title, current) : choice?.kind === "model" ? choice.path : undefined;
}

/** The path of a GGUF file, beside the current one to begin with. */
async function pickFile(title: string, current: string): Promise<string | undefined> {
	const [chosen] =
		(await vscode.window.showOpenDialog({
			title,
			openLabel: "Select Model",
			defaultUri: current ? vscode.Uri.joinPath(vscode.Uri.file(current), "..") : vscode.Uri.file(homedir()),
			filters: { "GGUF models": ["gguf"], "All files": ["*"] },
		})) ?? [];
	return chosen?.fsPath;
}

import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Config } from "./config";

/** Lets the user choose a GGUF file and keeps it in the settings; false if none was chosen. Whether it can be used, loading it will show. */
export async function selectModel(config: Config): Promise<boolean> {
	const chosen = await pickFile("Select a DeepSeek-R1 Distill (GGUF)", config.settings().model.path);
	if (chosen) {
		await config.setModelPath(chosen);
	}
	return chosen !== undefined;
}

/** Lets the user choose which model completes code: a file of its own, or the one that reasons. */
export async function selectCompletionModel(config: Config): Promise<void> {
	const { completion, model } = config.settings();
	const file = { label: "Select Model File…", description: completion.model };
	const reasoning = { label: "Use the Reasoning Model", description: completion.model ? "" : "current" };
	const chosen = await vscode.window.showQuickPick([file, reasoning], {
		title: "Completion Model",
		placeHolder: "Which model is to complete code while you type?",
	});
	if (chosen === reasoning && completion.model) {
		await config.setCompletionModelPath(undefined);
	}
	const path = chosen === file && (await pickFile("Select a Code Model (GGUF)", completion.model || model.path));
	if (path) {
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

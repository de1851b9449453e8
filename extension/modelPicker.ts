import { homedir } from "node:os";
import * as vscode from "vscode";
import type { Config } from "./config";

/** Lets the user choose a GGUF file and keeps it in the settings; false if none was chosen. Whether it can be used, loading it will show. */
export async function selectModel(config: Config): Promise<boolean> {
	const current = config.settings().model.path;
	const [chosen] =
		(await vscode.window.showOpenDialog({
			title: "Select a DeepSeek-R1 Distill (GGUF)",
			openLabel: "Select Model",
			defaultUri: current ? vscode.Uri.joinPath(vscode.Uri.file(current), "..") : vscode.Uri.file(homedir()),
			filters: { "GGUF models": ["gguf"], "All files": ["*"] },
		})) ?? [];
	if (!chosen) {
		return false;
	}
	await config.setModelPath(chosen.fsPath);
	return true;
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

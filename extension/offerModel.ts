import * as vscode from "vscode";

/** Says what is missing; true when a model has been selected since. */
export async function offerModel(): Promise<boolean> {
	const select = "Select Model…";
	const start = "Get Started";
	const chosen = await vscode.window.showInformationMessage(
		"Rationale needs a model: a DeepSeek-R1 distill that it downloads, a GGUF file that is on this machine, or a server.",
		select,
		start,
	);
	if (chosen === start) {
		await vscode.commands.executeCommand("rationale.getStarted");
	}
	return chosen === select && (await vscode.commands.executeCommand("rationale.selectModel", "run")) === true;
}

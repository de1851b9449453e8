import * as vscode from "vscode";

const showCommand = "revealFileInOS";

/** Tells where the files went that could not be understood: they may hold a thought that somebody wants back. */
export async function tellOfDamage(count: number, folder: string): Promise<void> {
	const subject = count === 1 ? "A run" : `${count} runs`;
	const message = `${subject} of the history could not be read: cut off or damaged. What was left of it is in ${folder}.`;
	// A browser has no file manager to show it in.
	const canShow = (await vscode.commands.getCommands(true)).includes(showCommand);
	const show = "Show Folder";
	if ((await vscode.window.showWarningMessage(message, ...(canShow ? [show] : []))) === show) {
		await vscode.commands.executeCommand(showCommand, vscode.Uri.file(folder));
	}
}

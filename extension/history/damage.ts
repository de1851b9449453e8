import * as vscode from "vscode";

const showFolder = { title: "Show Folder", command: "revealFileInOS" } as const;
const showLog = { title: "Show Log", command: "rationale.showLog" } as const;

/** Tells where the files went that could not be understood: they may hold a thought that somebody wants back. */
export async function tellOfDamage(count: number, folder: string): Promise<void> {
	const subject = count === 1 ? "A run of the history" : `${count} runs of the history`;
	const message = `${subject} could not be read: cut off or damaged. What is left was set aside in ${folder}.`;
	// A browser has no file manager.
	const canShow = (await vscode.commands.getCommands(true)).includes(showFolder.command);
	const remedy = canShow ? showFolder : showLog;
	if ((await vscode.window.showWarningMessage(message, remedy.title)) === remedy.title) {
		await vscode.commands.executeCommand(remedy.command, vscode.Uri.file(folder));
	}
}

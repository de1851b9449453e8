// What the user is told of a download that did not come to its end, and can do about it.
import * as vscode from "vscode";
import type { CatalogueFile } from "../../server/protocol/catalogue";
import type { DownloadFailure } from "./downloadState";
import { sizeText } from "./sizeText";

interface Resumable {
	resume(id: string): Promise<unknown>;
	discard(id: string): Promise<void>;
}

interface Failed {
	readonly reason: DownloadFailure;
	readonly message: string;
	readonly done: number;
}

const again = "Try Again";
const setToken = "Set Hub Token…";
const openSettings = "Open Settings";
const showLog = "Show Log";
const selectOther = "Select Another Model…";

export async function tellOfFailure(
	downloads: Resumable,
	{ id, purpose }: CatalogueFile,
	failed: Failed,
): Promise<void> {
	const kept = failed.done > 0 ? ` The ${sizeText(failed.done)} that came are kept.` : "";
	const text = `${id} was not downloaded. ${failed.message}${kept}`;
	const chosen = await vscode.window.showErrorMessage(text, ...remediesFor(failed.reason));
	switch (chosen) {
		case setToken: {
			const isSet = await vscode.commands.executeCommand("rationale.setHubToken");
			if (isSet === true) await downloads.resume(id);
			return;
		}
		case openSettings:
			await vscode.commands.executeCommand("workbench.action.openSettings", "rationale.model.download");
			return;
		case selectOther:
			await vscode.commands.executeCommand(
				purpose === "reason" ? "rationale.selectModel" : "rationale.selectCompletionModel",
			);
			return;
		case showLog:
			await vscode.commands.executeCommand("rationale.showLog");
			return;
		case again:
			await downloads.resume(id);
	}
}

function remediesFor(reason: DownloadFailure): readonly string[] {
	switch (reason) {
		case "unauthorized":
			return [setToken, again];
		// Without a network there is still what lies on the disk.
		case "offline":
		case "refused":
			return [again, selectOther, showLog];
		case "diskFull":
		case "notFound":
			return [openSettings, again];
		default:
			return [again, showLog];
	}
}

export async function tellOfPause(
	downloads: Resumable,
	{ id }: CatalogueFile,
	{ done, total }: { readonly done: number; readonly total: number },
): Promise<void> {
	const resume = "Resume";
	const discard = "Discard";
	const text = `The download of ${id} is paused: ${sizeText(done)} of ${sizeText(total)} are kept.`;
	const chosen = await vscode.window.showInformationMessage(text, resume, discard);
	if (chosen === resume) {
		await downloads.resume(id);
	} else if (chosen === discard) {
		await downloads.discard(id);
	}
}

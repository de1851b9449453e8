import * as vscode from "vscode";
import type { Config } from "../config";
import { reported } from "../report";
import { stateText } from "./download/stateText";
import type { Download } from "./downloadState";
import type { Downloads, FinishedDownload } from "./downloads";

/** Lists what is under way, paused or failed, and does with one what the user picks. */
export async function manageDownloads(downloads: Downloads): Promise<void> {
	await downloads.refresh();
	const items = downloads.list().map((it) => ({ it, label: it.file.id, detail: stateText(it.state) }));
	if (items.length === 0) {
		void vscode.window.showInformationMessage(`No download is under way or paused. Models are in ${downloads.folder}.`);
		return;
	}
	const title = "Downloads";
	const picked = await vscode.window.showQuickPick(items, { title, placeHolder: "Which download?" });
	if (!picked) {
		return;
	}
	const options = { title: picked.label, placeHolder: "What is to become of it?" };
	const chosen = await vscode.window.showQuickPick(actionsFor(picked.it, downloads), options);
	await chosen?.act();
}

interface DownloadAction extends vscode.QuickPickItem {
	readonly act: () => Promise<unknown>;
}

function actionsFor({ file, state }: Download, downloads: Downloads): readonly DownloadAction[] {
	const isOver = state.kind === "paused" || state.kind === "failed";
	return [
		isOver
			? { label: "$(play) Resume", act: () => downloads.resume(file.id) }
			: { label: "$(debug-pause) Pause", detail: "What came is kept.", act: () => downloads.pause(file.id) },
		{ label: "$(trash) Discard", detail: "What came is deleted.", act: () => downloads.discard(file.id) },
	];
}

/** Offers to use what has been downloaded later than it was asked for. */
export function registerDownloadOffers(
	downloads: Downloads,
	config: Config,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	return downloads.onDidFinishResumed((finished) => void reported(log, () => offer(finished, config)));
}

async function offer({ file, path }: FinishedDownload, config: Config): Promise<void> {
	const isOfRuns = file.purpose === "reason";
	const use = isOfRuns ? "Reason with It" : "Complete with It";
	if ((await vscode.window.showInformationMessage(`${file.id} has been downloaded.`, use)) === use) {
		await (isOfRuns ? config.setModelPath(path) : config.setCompletionModelPath(path));
	}
}

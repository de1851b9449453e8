// The runs of a workspace outlive its window: they are kept in a file of the extension's own storage.
import * as vscode from "vscode";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { parseHistory, serializeHistory } from "./historyFile";
import type { Runs } from "./runs";

/** Brings back the runs of earlier windows, and keeps each that ends. `folder` is the extension's, for this workspace. */
export function registerHistory(runs: Runs, folder: vscode.Uri, log: vscode.LogOutputChannel): vscode.Disposable {
	const file = vscode.Uri.joinPath(folder, "runs.json");
	// One after the other: what is written last is the latest.
	let queue = read(file).then((earlier) => runs.restore(earlier));
	return runs.onDidEnd(() => {
		queue = queue
			.then(() => write(file, runs.all()))
			.catch((error: unknown) => log.warn("The history of runs was not saved:", error));
	});
}

async function read(file: vscode.Uri): Promise<readonly RunSnapshot[]> {
	try {
		return parseHistory(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
	} catch {
		// There is none yet in this workspace.
		return [];
	}
}

async function write(file: vscode.Uri, runs: readonly RunSnapshot[]): Promise<void> {
	const text = serializeHistory(runs.filter((run) => hasEnded(run.state)));
	await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

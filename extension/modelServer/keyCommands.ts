import * as vscode from "vscode";
import { hostOf } from "../../server/protocol/address";
import type { Client } from "../client";
import { DisposableStore } from "../disposable";
import type { Runs } from "../run/runs";
import type { ServerKeys } from "../serverKeys";

interface Collaborators {
	readonly client: Client;
	readonly runs: Runs;
	readonly keys: ServerKeys;
}

/** Milliseconds that the status bar says what is waited for. */
const messageTime = 5000;

/**
 * The language server learns of keys only when it starts. When they have changed, in whichever window, it ends as soon as no
 * run is under way; the next thing that needs it starts it.
 */
export function restartForKeys({ client, keys, runs }: Collaborators): vscode.Disposable {
	const store = new DisposableStore();
	const update = async () => {
		if (!client.isStarted || (await keys.areTold())) {
			return;
		}
		if (runs.active()) {
			vscode.window.setStatusBarMessage("The changed key is used once the run has ended.", messageTime);
		} else {
			await client.stop();
		}
	};
	store.add(keys.onDidChange(() => void update()));
	store.add(runs.onDidEnd(() => void update()));
	return store;
}

/** Forgets the key of a server that the user picks. */
export async function removeServerKey(keys: ServerKeys): Promise<void> {
	const origins = await keys.origins();
	if (origins.length === 0) {
		await vscode.window.showInformationMessage("No key of a server is kept.");
		return;
	}
	const items = origins.map((origin) => ({ label: hostOf(origin), description: origin, origin }));
	const chosen = await vscode.window.showQuickPick(items, {
		title: "Remove Server Key",
		placeHolder: "Whose key should be forgotten?",
	});
	if (chosen) {
		await keys.remove(chosen.origin);
		await vscode.window.showInformationMessage(`The key for ${chosen.label} is forgotten.`);
	}
}

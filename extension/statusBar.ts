import * as vscode from "vscode";
import type { Config } from "./config";
import { DisposableStore } from "./disposable";
import type { Runs } from "./run/runs";
import type { ModelStatus } from "./view/modelStatus";
import { statusText } from "./view/modelText";

/** The item that tells of the model and the run under way; a click shows the actions. */
export function createStatusBar(runs: Runs, model: ModelStatus, config: Config): vscode.Disposable {
	const store = new DisposableStore();
	const item = store.add(vscode.window.createStatusBarItem("rationale.status", vscode.StatusBarAlignment.Right, 100));
	item.name = "Rationale";
	item.command = "rationale.showActions";
	const update = () => {
		const { text, tooltip, label, isError } = statusText(model.view(), runs.active(), config.effort());
		// Events come 30 times a second, and each assignment is a message to the window.
		if (text !== item.text || tooltip !== item.tooltip) {
			item.text = text;
			item.tooltip = tooltip;
			item.accessibilityInformation = { label, role: "button" };
			item.backgroundColor = isError ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
		}
	};
	for (const event of [runs.onDidStart, runs.onDidReceiveEvents, runs.onDidReplace]) {
		store.add(event(() => update()));
	}
	store.add(model.onDidChange(update));
	update();
	item.show();
	return store;
}

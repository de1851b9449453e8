import * as vscode from "vscode";
import type { Client } from "./client";
import type { Config } from "./config";
import { DisposableStore } from "./disposable";
import type { Runs } from "./run/runs";
import { completionLines } from "./view/completionText";
import type { ModelStatus } from "./view/modelStatus";
import { type StatusText, statusText } from "./view/modelText";

interface Collaborators {
	readonly client: Client;
	readonly runs: Runs;
	readonly model: ModelStatus;
	readonly config: Config;
}

/** The item that tells of the model, the run under way and the completions; a click shows the actions. */
export function createStatusBar({ client, runs, model, config }: Collaborators): vscode.Disposable {
	const store = new DisposableStore();
	const item = store.add(vscode.window.createStatusBarItem("rationale.status", vscode.StatusBarAlignment.Right, 100));
	item.name = "Rationale";
	item.command = "rationale.showActions";
	const update = () => {
		const completions = config.hasCompletionModel()
			? completionLines(config.automaticCompletions(), client.completionStatus)
			: [];
		const { text, tooltip, label, ...tone } = statusText(model.view(), runs.active(), config.effort(), completions);
		// Events come 30 times a second, and each assignment is a message to the window.
		if (text !== item.text || tooltip !== item.tooltip) {
			item.text = text;
			item.tooltip = tooltip;
			item.accessibilityInformation = { label, role: "button" };
			item.backgroundColor = background(tone);
		}
	};
	for (const event of [runs.onDidStart, runs.onDidReceiveEvents, runs.onDidReplace]) {
		store.add(event(() => update()));
	}
	store.add(model.onDidChange(update));
	store.add(client.onDidChangeCompletionStatus(update));
	update();
	item.show();
	return store;
}

function background({ isError, isWarning }: Pick<StatusText, "isError" | "isWarning">): vscode.ThemeColor | undefined {
	const tone = isError ? "error" : isWarning ? "warning" : undefined;
	return tone && new vscode.ThemeColor(`statusBarItem.${tone}Background`);
}

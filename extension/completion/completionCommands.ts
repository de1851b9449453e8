import * as vscode from "vscode";
import type { Client } from "../client";
import type { Config } from "../config";
import { countersText } from "../view/completionText";
import { automaticTitles, toggled } from "./automatic";

/** Milliseconds that a message stands in the status bar. */
const messageTime = 3000;

/** In the memento: the last value but off. */
const lastOnKey = "completion.lastOn";

export async function toggleCompletions(config: Config, memento: vscode.Memento): Promise<void> {
	const current = config.automaticCompletions();
	const next = toggled(current, memento.get(lastOnKey));
	if (next === "off") {
		await memento.update(lastOnKey, current);
	}
	await config.setAutomaticCompletions(next);
	vscode.window.setStatusBarMessage(`Inline completions: ${automaticTitles[next].toLowerCase()}`, messageTime);
}

/** For whoever cannot hover over the status bar. Gives what it shows. */
export function showCompletionCounters({ completionStatus }: Client): string {
	const text = (completionStatus && countersText(completionStatus.counters)) || "No inline completion was shown yet.";
	void vscode.window.showInformationMessage(text);
	return text;
}

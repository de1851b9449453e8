import * as vscode from "vscode";
import { type Effort, efforts } from "../server/protocol/settings";
import { actionEntries } from "./actions";
import type { Config } from "./config";
import { budgetText, effortTitles } from "./view/effortText";

/** Sets how long the next runs may think: as it was given, else as the user picks. */
export async function selectEffort(config: Config, given: unknown): Promise<void> {
	const effort = efforts.find((it) => it === given) ?? (await pick(config));
	if (effort && effort !== config.effort()) {
		await config.setEffort(effort);
	}
}

async function pick(config: Config): Promise<Effort | undefined> {
	const current = config.effort();
	const { budgets } = config.settings().reasoning;
	const items = efforts.map((effort) => ({
		effort,
		label: effortTitles[effort],
		description: effort === current ? "current" : "",
		detail: budgetText(budgets, effort, actionEntries),
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		title: "Effort",
		placeHolder: "How long may a run think?",
	});
	return chosen?.effort;
}

// From the installation to the first thought: the walkthrough, its sample, and the context keys that tick its steps off.
import * as vscode from "vscode";
import type { RunSnapshot } from "../server/protocol/run";
import type { Config } from "./config";
import { DisposableStore } from "./disposable";
import type { Proposals } from "./proposal/proposals";
import type { Runs } from "./run/runs";

interface Collaborators {
	readonly config: Config;
	readonly runs: Runs;
	readonly proposals: Proposals;
	/** Of all windows. */
	readonly memento: vscode.Memento;
}

/** In the memento: whether the walkthrough was opened or offered. */
const offeredKey = "walkthrough.isOffered";

/** Keeps the walkthrough's steps true, and opens it once where there is no model yet. */
export function registerFirstRun(deps: Collaborators): vscode.Disposable {
	const { config, proposals, runs } = deps;
	const store = new DisposableStore();
	const set = (key: string, value: boolean) => vscode.commands.executeCommand("setContext", `rationale.${key}`, value);
	const showModel = () => void set("hasModel", config.hasModel());
	store.add(config.onDidChange(showModel));
	showModel();
	store.add(
		proposals.onDidChange((id) => {
			if (proposals.view(id)?.hunks.some((it) => it.decision === "accepted")) {
				void set("hasAccepted", true);
			}
		}),
	);
	for (const event of [runs.onDidStart, runs.onDidEnd]) {
		store.add(
			event((run) => {
				if (isSteered(run)) {
					void set("hasSteered", true);
				}
			}),
		);
	}
	void offerWalkthrough(deps);
	return store;
}

export async function showWalkthrough(): Promise<void> {
	await vscode.commands.executeCommand("workbench.action.openWalkthrough", "rationale.rationale#getStarted", false);
}

/** A function with a bug, and what Fix makes of it; in a document of its own, so that no file of the user's is touched. */
export async function openSample(): Promise<void> {
	const document = await vscode.workspace.openTextDocument({ language: "typescript", content: sample });
	const editor = await vscode.window.showTextDocument(document, { preview: false });
	const line = sample.split("\n").findIndex((it) => it.includes("for ("));
	editor.selection = new vscode.Selection(line, 0, line, 0);
	await vscode.commands.executeCommand("rationale.fixCode");
}

const sample = `/** What the items in a shopping cart cost. */
export function sumPrices(prices: number[]): number {
  let total = 0;
  for (let i = 0; i <= prices.length; i++) {
    total += prices[i];
  }
  return total;
}
`;

function isSteered({ interventions, origin }: RunSnapshot): boolean {
	return origin.kind !== "start" || interventions.some(({ kind }) => kind === "answerNow" || kind === "thinkMore");
}

/** Nothing is put in place of what the user has open. */
async function offerWalkthrough({ config, memento }: Collaborators): Promise<void> {
	if (config.hasModel() || !config.opensWalkthroughs() || memento.get(offeredKey, false)) {
		return;
	}
	await memento.update(offeredKey, true);
	if (vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0)) {
		await showWalkthrough();
		return;
	}
	const start = "Get Started";
	const message = "Rationale is ready to set up: choose a model that fits this machine.";
	if ((await vscode.window.showInformationMessage(message, start)) === start) {
		await showWalkthrough();
	}
}

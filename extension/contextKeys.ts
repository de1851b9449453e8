import * as vscode from "vscode";
import { DisposableStore } from "./disposable";
import type { Runs } from "./run/runs";
import type { CheckResults } from "./verify/checkResults";

/** Keeps the context keys that commands are enabled by; those of proposals are kept where proposals are. */
export function registerContextKeys(runs: Runs, checkResults: CheckResults): vscode.Disposable {
	const store = new DisposableStore();
	const update = () => {
		void vscode.commands.executeCommand("setContext", "rationale.isRunning", runs.active() !== undefined);
		void vscode.commands.executeCommand("setContext", "rationale.hasRun", runs.all().length > 0);
	};
	const updateProblems = () => {
		const hasProblems = checkResults.withProblems().length > 0;
		void vscode.commands.executeCommand("setContext", "rationale.hasNewProblems", hasProblems);
	};
	store.add(runs.onDidStart(update));
	store.add(runs.onDidReplace(update));
	store.add(runs.onDidEnd(update));
	store.add(checkResults.onDidChange(updateProblems));
	return store;
}

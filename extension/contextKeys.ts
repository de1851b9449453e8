import * as vscode from "vscode";
import { hasEnded } from "../server/protocol/run";
import { DisposableStore } from "./disposable";
import type { Runs } from "./run/runs";
import type { CheckResults } from "./verify/checkResults";

/** Keeps the context keys that commands are enabled by; those of proposals are kept where proposals are. */
export function registerContextKeys(runs: Runs, checkResults: CheckResults): vscode.Disposable {
	const store = new DisposableStore();
	const shown = new Map<string, boolean>();
	const update = () => {
		for (const [key, value] of Object.entries(keysOf(runs, checkResults))) {
			// Events come 30 times a second, and each key that is set is a message to the window.
			if (shown.get(key) !== value) {
				shown.set(key, value);
				void vscode.commands.executeCommand("setContext", key, value);
			}
		}
	};
	const events = [runs.onDidStart, runs.onDidReceiveEvents, runs.onDidReplace, runs.onDidEnd];
	for (const event of [...events, runs.onDidRestore, runs.onDidForget, checkResults.onDidChange]) {
		store.add(event(() => update()));
	}
	return store;
}

function keysOf(runs: Runs, checkResults: CheckResults): Readonly<Record<string, boolean>> {
	const all = runs.all();
	const active = runs.active();
	return {
		"rationale.isRunning": active !== undefined,
		"rationale.isThinking": active !== undefined && active.state.kind !== "answering",
		"rationale.hasRun": all.length > 0,
		"rationale.hasEndedRun": all.some(({ state }) => hasEnded(state)),
		"rationale.hasThought": all.some(({ steps }) => steps.length > 0),
		"rationale.hasNewProblems": checkResults.withProblems().length > 0,
		"rationale.hasBranches": all.some(({ id, root }) => id !== root),
	};
}

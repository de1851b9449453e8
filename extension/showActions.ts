import * as vscode from "vscode";
import { actionEntries } from "./actions";
import type { Client } from "./client";
import type { Proposals } from "./proposal/proposals";
import type { Runs } from "./run/runs";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly client: Client;
	readonly view: { readonly shownId: string | undefined };
}

interface Entry extends vscode.QuickPickItem {
	readonly command?: string;
}

/** What can be done right now, at a click on the status bar. */
export async function showActions(deps: Collaborators): Promise<void> {
	const chosen = await vscode.window.showQuickPick(entries(deps), {
		title: "Rationale",
		placeHolder: "Choose what to do",
	});
	if (chosen?.command) {
		await vscode.commands.executeCommand(chosen.command);
	}
}

function entries({ runs, proposals, client, view }: Collaborators): readonly Entry[] {
	const shown = proposals.view(view.shownId ?? "");
	const isPending = shown?.hunks.some((it) => it.decision === "pending");
	return [
		...when(runs.active() !== undefined, [entry("debug-stop", "Stop", "rationale.stopRun")]),
		...when(isPending, [
			separator("Proposal"),
			entry("check-all", "Accept All Changes", "rationale.acceptAll"),
			entry("discard", "Reject All Changes", "rationale.rejectAll"),
			entry("arrow-down", "Go to Next Change", "rationale.goToNextHunk"),
		]),
		...when(vscode.window.activeTextEditor !== undefined, [
			separator("Code"),
			...Object.values(actionEntries).map(({ icon, title, command }) => entry(icon, title, command)),
		]),
		...when(runs.all().length > 0 && !runs.active(), [entry("refresh", "Run Again", "rationale.runAgain")]),
		separator("Model"),
		entry("file", "Select Model File…", "rationale.selectModel"),
		...when(client.modelState.kind === "ready", [entry("circle-slash", "Unload Model", "rationale.unloadModel")]),
		...when(client.isStarted, [entry("debug-restart", "Restart Server", "rationale.restartServer")]),
		separator("Sidebar and log"),
		entry("lightbulb", "Show Reasoning", "rationale.reasoning.focus"),
		entry("output", "Show Log", "rationale.showLog"),
	];
}

function when(condition: boolean | undefined, shown: readonly Entry[]): readonly Entry[] {
	return condition ? shown : [];
}

function entry(icon: string, label: string, command: string): Entry {
	return { label, iconPath: new vscode.ThemeIcon(icon), command };
}

function separator(label: string): Entry {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}

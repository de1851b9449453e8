import * as vscode from "vscode";
import type { RunSnapshot } from "../server/protocol/run";
import { actionEntries } from "./actions";
import type { Client } from "./client";
import { automaticTitles } from "./completion/automatic";
import type { Config } from "./config";
import type { Proposals } from "./proposal/proposals";
import { familyOf } from "./run/branchEdit";
import type { Runs } from "./run/runs";
import { effortTitles } from "./view/effortText";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly client: Client;
	readonly config: Config;
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

function entries({ runs, proposals, client, config, view }: Collaborators): readonly Entry[] {
	const shown = proposals.view(view.shownId ?? "");
	const isPending = shown?.hunks.some((it) => it.decision === "pending");
	return [
		...runEntries(runs.active()),
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
		...when(runs.all().length > 0 && !runs.active(), [
			separator("Last run"),
			entry("refresh", "Run Again", "rationale.runAgain"),
			entry("comment-discussion", "Another Answer", "rationale.anotherAnswer"),
			entry("debug-continue", "Resume from a Step…", "rationale.resumeFromStep"),
			...when(hasBranches(runs, view.shownId), [
				entry("git-branch", "Switch Branch…", "rationale.chooseBranch"),
				entry("diff", "Compare Branches…", "rationale.compareBranches"),
			]),
		]),
		separator("Completions"),
		entry(
			"sparkle",
			`Inline Completions: ${automaticTitles[config.automaticCompletions()]}`,
			"rationale.toggleCompletions",
			config.automaticCompletions() === "off" ? "turn on" : "turn off",
		),
		entry("file-code", "Select Completion Model…", "rationale.selectCompletionModel"),
		...when((client.completionStatus?.counters.shown ?? 0) > 0, [
			entry("graph", "Show Completion Counters", "rationale.showCompletionCounters"),
		]),
		separator("Model"),
		entry("dashboard", `Effort: ${effortTitles[config.effort()]}…`, "rationale.selectEffort"),
		entry("chip", "Select Model…", "rationale.selectModel"),
		entry("server", "Use a Server…", "rationale.useServer"),
		...when(client.modelState.kind === "ready", [entry("circle-slash", "Unload Model", "rationale.unloadModel")]),
		...when(client.isStarted, [entry("debug-restart", "Restart Server", "rationale.restartServer")]),
		separator("Sidebar and log"),
		entry("lightbulb", "Show Reasoning", "rationale.reasoning.focus"),
		entry("output", "Show Log", "rationale.showLog"),
	];
}

/** What a user may do to the run under way. */
function runEntries(run: RunSnapshot | undefined): readonly Entry[] {
	return [
		...when(run && run.state.kind !== "answering", [
			entry("debug-step-over", "Answer Now", "rationale.answerNow"),
			entry("add", "Think More", "rationale.thinkMore"),
		]),
		...when(run !== undefined, [entry("debug-stop", "Stop", "rationale.stopRun")]),
	];
}

function hasBranches(runs: Runs, shownId: string | undefined): boolean {
	const shown = runs.get(shownId ?? "");
	return shown !== undefined && familyOf(runs.all(), shown).length > 1;
}

function when(condition: boolean | undefined, shown: readonly Entry[]): readonly Entry[] {
	return condition ? shown : [];
}

function entry(icon: string, label: string, command: string, description = ""): Entry {
	return { label, description, iconPath: new vscode.ThemeIcon(icon), command };
}

function separator(label: string): Entry {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}

import * as vscode from "vscode";
import { Client } from "./client";
import { registerCodeActions } from "./codeActions";
import { registerCommands } from "./commands";
import { Config } from "./config";
import { registerContextKeys } from "./contextKeys";
import { DisposableStore } from "./disposable";
import { Proposals } from "./proposal/proposals";
import { reported } from "./report";
import { registerHistory } from "./run/history";
import { Notices } from "./run/notices";
import { registerOutcomes } from "./run/outcomes";
import { Runs } from "./run/runs";
import { createStatusBar } from "./statusBar";
import { ThemeColors } from "./themeColors";
import { type AnswerSource, Answers } from "./verify/answers";
import { CheckResults } from "./verify/checkResults";
import { Checks } from "./verify/checks";
import { problemNotes } from "./verify/problemNotes";
import { Reporters } from "./verify/reporters";
import { TestCommand } from "./verify/testCommand";
import { ModelStatus } from "./view/modelStatus";
import { Navigation } from "./view/navigation";
import { ReasoningView, reasoningViewId } from "./view/reasoningView";

let client: Client | undefined;

export function activate(context: vscode.ExtensionContext): void {
	const store = new DisposableStore();
	context.subscriptions.push(store);
	const log = store.add(vscode.window.createOutputChannel("Rationale", { log: true }));
	try {
		build(context, store, log);
	} catch (error) {
		// VS Code keeps an activation that fails to itself.
		log.error(error instanceof Error ? error : String(error));
		void vscode.window.showErrorMessage(`Rationale could not start: ${error instanceof Error ? error.message : error}`);
		throw error;
	}
}

/** The server ends before the window does, so that the model's memory is freed in order. */
export async function deactivate(): Promise<void> {
	await client?.stop();
}

function build(context: vscode.ExtensionContext, store: DisposableStore, log: vscode.LogOutputChannel): void {
	const config = store.add(new Config());
	client = store.add(new Client(context.asAbsolutePath("dist/server.js"), config, log));
	const runs = store.add(new Runs(client, config, log));
	const checkResults = store.add(new CheckResults());
	const proposals = store.add(new Proposals(problemNotes(checkResults)));
	const reporters = store.add(new Reporters());
	const checks = store.add(new Checks({ proposals, results: checkResults, reporters }));
	const notices = store.add(new Notices());
	const memento = context.workspaceState;
	const testCommand = store.add(new TestCommand({ runs, proposals, checks, checkResults, config, log, memento }));
	const model = store.add(new ModelStatus(client, config));
	const colors = store.add(new ThemeColors());
	const navigation = store.add(new Navigation(runs, proposals));
	const view = store.add(
		new ReasoningView(
			context.extensionUri,
			{ runs, proposals, notices, checkResults, navigation, model, colors },
			(work) => reported(log, work),
		),
	);
	store.add(vscode.window.registerWebviewViewProvider(reasoningViewId, view));
	store.add(createStatusBar(runs, model));
	store.add(registerContextKeys(runs, checkResults));
	store.add(registerCodeActions());
	store.add(registerOutcomes({ client, runs, proposals, config, notices, checks }, log));
	// Until runs can be continued, each has but the one answer.
	const source: AnswerSource = { continueAnswer: async () => undefined, choose: async () => undefined };
	store.add(new Answers({ source, runs, proposals, notices, checks, checkResults, testCommand, config, log }));
	if (context.storageUri) {
		store.add(registerHistory(runs, context.storageUri, log));
	}
	store.add(
		registerCommands({ client, runs, proposals, checkResults, view, config, log, memento: context.globalState }),
	);
	store.add(
		runs.onDidStart(() => {
			if (config.revealsSidebar()) {
				void reported(log, () => view.reveal({ takesFocus: false }));
			}
		}),
	);
}

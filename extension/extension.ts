import * as vscode from "vscode";
import { createBenchmarks } from "./benchmark/createBenchmarks";
import { registerChat } from "./chat/chat";
import { Client } from "./client";
import { registerCodeActions } from "./codeActions";
import { registerCommands } from "./commands";
import { registerCompletions } from "./completion/completions";
import { Config } from "./config";
import { registerContextKeys } from "./contextKeys";
import { DisposableStore } from "./disposable";
import { registerFirstRun } from "./firstRun";
import { History } from "./history/history";
import { RunFolder } from "./history/runFolder";
import { createDownloads } from "./model/createDownloads";
import type { Downloads } from "./model/downloads";
import { ModelLoading } from "./modelLoading";
import { restartForKeys } from "./modelServer/keyCommands";
import { networkEnvironment } from "./modelServer/network";
import { Proposals } from "./proposal/proposals";
import { reported } from "./report";
import { chooseBranch } from "./run/continueCommands";
import { Notices } from "./run/notices";
import { registerOutcomes } from "./run/outcomes";
import { Runs } from "./run/runs";
import { ServerKeys } from "./serverKeys";
import { createStatusBar } from "./statusBar";
import { ThemeColors } from "./themeColors";
import { type AnswerSource, Answers } from "./verify/answers";
import { CheckResults } from "./verify/checkResults";
import { Checks } from "./verify/checks";
import { problemNotes } from "./verify/problemNotes";
import { Reporters } from "./verify/reporters";
import { TestCommand } from "./verify/testCommand";
import { steeringProblem } from "./view/lacking";
import { ModelStatus } from "./view/modelStatus";
import { Navigation } from "./view/navigation";
import { ReasoningView, reasoningViewId } from "./view/reasoningView";
import { revealOnRun } from "./view/revealOnRun";

let client: Client | undefined;
let history: History | undefined;
let downloads: Downloads | undefined;

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

/** The server ends before the window does, so that the model's memory is freed in order, and its run is kept. */
export async function deactivate(): Promise<void> {
	await client?.stop();
	await history?.settled();
	await downloads?.stop();
}

function build(context: vscode.ExtensionContext, store: DisposableStore, log: vscode.LogOutputChannel): void {
	const config = store.add(new Config());
	const keys = store.add(new ServerKeys(context.secrets, log));
	const environment = async () => ({
		...networkEnvironment(config.network(), process.env),
		...(await keys.environment()),
	});
	client = store.add(new Client(context.asAbsolutePath("dist/server.js"), config, log, environment));
	const runs = store.add(new Runs(client, config, log));
	const loading = store.add(new ModelLoading(client, runs));
	store.add(restartForKeys({ client, keys, runs }));
	const checkResults = store.add(new CheckResults());
	const proposals = store.add(new Proposals(problemNotes(checkResults)));
	const reporters = store.add(new Reporters());
	const checks = store.add(new Checks({ proposals, results: checkResults, reporters }));
	const notices = store.add(new Notices());
	history = store.add(new History({ runs, proposals, notices }, folderOf(context), log));
	const memento = context.workspaceState;
	const testCommand = store.add(new TestCommand({ runs, proposals, checks, checkResults, config, log, memento }));
	const model = store.add(new ModelStatus(client, config));
	const fetching = createDownloads(context, { config, log, store });
	downloads = fetching.downloads;
	const colors = store.add(new ThemeColors());
	const navigation = store.add(new Navigation(runs, proposals));
	const view = store.add(
		new ReasoningView(
			context.extensionUri,
			{ runs, proposals, notices, history, checkResults, navigation, model, downloads, colors, config },
			(work) => reported(log, work),
		),
	);
	store.add(vscode.window.registerWebviewViewProvider(reasoningViewId, view));
	store.add(createStatusBar({ client, runs, model, config }));
	store.add(registerContextKeys(runs, checkResults));
	const memory = context.globalState;
	store.add(registerFirstRun({ config, runs, proposals, memento: memory }));
	store.add(registerCodeActions());
	store.add(registerCompletions({ client, config, log }));
	store.add(registerChat(client, config));
	const outcome = { client, runs, proposals, config, notices, checks };
	store.add(registerOutcomes(outcome, log));
	const source: AnswerSource = {
		continueAnswer: async (id) =>
			steeringProblem(model.view()) === undefined ? runs.continue(id, { kind: "answer" }) : undefined,
		choose: (id) => chooseBranch({ ...outcome, view }, id),
	};
	store.add(new Answers({ source, runs, proposals, notices, checks, checkResults, testCommand, config, log }));
	const measuring = createBenchmarks(context, { client, log, store });
	const models = { ...fetching, loading, keys, model };
	store.add(
		registerCommands({ ...outcome, ...measuring, ...models, history, checkResults, view, log, memento: memory }),
	);
	store.add(revealOnRun({ config, log, runs, view }));
}

/** The workspace's own; a window without a workspace has none. */
function folderOf({ storageUri }: vscode.ExtensionContext): RunFolder | undefined {
	return storageUri && new RunFolder(vscode.Uri.joinPath(storageUri, "runs").fsPath);
}

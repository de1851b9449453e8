import { type ClientCapabilities, type Connection, type InitializeParams, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { initializeResult } from "./capabilities";
import type { Engine } from "./engine/engine";
import { Queue } from "./engine/queue";
import { actionCommands } from "./features/actions";
import { type BenchmarkHost, Benchmarks, registerBenchmarks } from "./features/benchmark/benchmarks";
import { type CatalogueCollaborators, registerCatalogue } from "./features/catalogue";
import { registerChat } from "./features/chat";
import type { Clock } from "./features/clock";
import { registerCodeActions } from "./features/codeActions";
import { registerCommands } from "./features/commands";
import { CompletionService } from "./features/completion/completionService";
import { registerCompletion } from "./features/completion/inlineCompletion";
import { IdleUnload, registerModels } from "./features/models";
import { createRunLog } from "./features/runLog";
import { Runs, registerRuns } from "./features/runs";
import { registerServers, type ServersCollaborators } from "./features/servers";
import { pathWithin } from "./features/target";
import { fieldsOf } from "./fields";
import { completionAcceptedCommand } from "./protocol/completion";
import { modelStateNotification } from "./protocol/model";
import { createRespond } from "./requests";
import { parseSettings } from "./settings";

/** What the server takes from the machine it runs on. */
export interface ServerHost {
	/** For runs, and for completions where they have no model of their own. */
	readonly engine: Engine;
	/** For a model of completions' own. */
	readonly completionEngine: Engine;
	readonly listServerModels: ServersCollaborators["listModels"];
	readonly machine: CatalogueCollaborators["machine"];
	readonly readModelFile: CatalogueCollaborators["readModelFile"];
	readonly clock: Clock;
	/** Whether there is such a file. */
	readonly exists: (uri: string) => Promise<boolean>;
	/** A file's text; undefined where there is none or it cannot be read. */
	readonly readText: (uri: string) => Promise<string | undefined>;
	readonly benchmark: BenchmarkHost;
}

/** Serves one client until it disconnects. */
export function startServer(connection: Connection, host: ServerHost): void {
	const { clock, engine, exists } = host;
	let settings = parseSettings(undefined);
	let capabilities: ClientCapabilities = {};
	let folders: readonly string[] = [];

	const respond = createRespond(connection.console);
	const documents = new TextDocuments(TextDocument);
	const log = createRunLog(connection);
	const idleUnload = new IdleUnload(clock, () => void engine.unload().catch(log.error));
	const watchUse = () => (queue.isBusy ? idleUnload.stop() : idleUnload.start(settings.model.unloadAfter));
	const pathOf = (uri: string) => pathWithin(folders, uri);
	const queue = new Queue(() => {
		watchUse();
		completion.runsChanged();
	});
	const completion = new CompletionService({
		connection,
		engines: { runs: engine, own: host.completionEngine },
		documents,
		clock,
		settings: () => settings,
		folders: () => folders,
		pathOf,
		readText: host.readText,
		isRunning: () => queue.isBusy,
		onUse: watchUse,
	});
	const runs = new Runs({
		engine,
		queue,
		clock,
		exists,
		log,
		documents,
		settings: () => settings,
		pathOf,
	});

	const current = () => settings;
	const benchmarks = new Benchmarks({ ...host.benchmark, engine, queue, clock, settings: current, onError: log.error });

	connection.onInitialize((params) => {
		settings = parseSettings(fieldsOf(params.initializationOptions)["settings"]);
		capabilities = params.capabilities;
		folders = foldersOf(params);
		return initializeResult;
	});
	connection.onInitialized(() => {
		void connection.sendNotification(modelStateNotification, engine.state);
		if (!capabilities.workspace?.workspaceFolders) return;
		connection.workspace.onDidChangeWorkspaceFolders(async () => {
			folders = (await connection.workspace.getWorkspaceFolders())?.map((folder) => folder.uri) ?? [];
		});
	});
	connection.onDidChangeConfiguration((params) => {
		const changed = fieldsOf(params.settings)["rationale"];
		if (changed === undefined) return;
		settings = parseSettings(changed);
		watchUse();
		void completion.settingsChanged().catch(log.error);
	});
	connection.onShutdown(async () => {
		await benchmarks.stop();
		await runs.stopAll();
		await completion.dispose();
		await engine.dispose();
	});

	registerRuns(connection, runs, respond);
	const commands = actionCommands(connection, { runs, clock, capabilities: () => capabilities });
	commands.set(completionAcceptedCommand, (id) => completion.accepted(id));
	registerCommands(connection, commands, respond);
	registerCompletion(connection, { completions: completion.completions, documents, settings: () => settings, respond });
	registerCodeActions(connection, respond);
	registerCatalogue(connection, { ...host, settings: () => settings, respond });
	registerServers(connection, { listModels: host.listServerModels, respond });
	registerChat(connection, { engine, queue, settings: () => settings, respond });
	registerBenchmarks(connection, benchmarks, respond);
	registerModels(connection, { engine, queue, settings: () => settings, runs, completion, respond });
	documents.listen(connection);
	connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
	return workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []);
}

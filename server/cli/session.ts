import { pathToFileURL } from "node:url";
import { hasEnded, type RunEvent, type RunSnapshot } from "../protocol/run";
import {
	getRunRequest,
	type ResolvedEdit,
	resolveEditRequest,
	runEventsNotification,
	type StartRunParams,
	startRunRequest,
	stopRunRequest,
} from "../protocol/runs";
import type { Settings } from "../protocol/settings";
import { ServerProcess } from "./serverProcess";
import type { SourceFile } from "./sourceFile";

export interface SessionOptions {
	/** The server's script. */
	readonly script: string;
	/** The workspace folder's path. */
	readonly folder: string;
	readonly settings: Settings;
	readonly source: SourceFile;
	readonly request: Pick<StartRunParams, "action" | "instruction" | "selection">;
	readonly onEvents: (events: readonly RunEvent[]) => void;
	readonly warn: (message: string) => void;
}

export interface FinishedRun {
	readonly snapshot: RunSnapshot;
	readonly edit: ResolvedEdit;
}

/** Starts a server, runs one action on one file, and ends the server. An abort stops the run, which keeps its text. */
export async function runOnce(options: SessionOptions, signal: AbortSignal): Promise<FinishedRun> {
	const { script, settings, source, warn } = options;
	const server = await ServerProcess.start({
		script,
		settings,
		warn,
		folder: pathToFileURL(options.folder).href.replace(/\/$/, ""),
	});
	try {
		const uri = pathToFileURL(source.path).href;
		await server.open({ uri, languageId: source.languageId, text: source.text });
		return await Promise.race([run(server, uri, options, signal), server.failed]);
	} finally {
		await server.close();
	}
}

async function run(
	{ connection }: ServerProcess,
	uri: string,
	{ request, onEvents }: SessionOptions,
	signal: AbortSignal,
): Promise<FinishedRun> {
	const over = new Promise<void>((resolve) => {
		connection.onNotification(runEventsNotification, ({ events }) => {
			onEvents(events);
			if (events.some((event) => event.kind === "state" && hasEnded(event.state))) resolve();
		});
	});
	const started = await connection.sendRequest(startRunRequest, { ...request, uri });
	if (started.kind === "noModel") throw new Error("No model is set.");
	if (started.kind === "invalid") throw new Error(started.message);
	const { id } = started.run;
	const stop = () => void connection.sendRequest(stopRunRequest, { id });
	signal.addEventListener("abort", stop, { once: true });
	if (signal.aborted) stop();
	await over;
	const snapshot = await connection.sendRequest(getRunRequest, { id });
	if (!snapshot) throw new Error("The language server has forgotten the run.");
	return { snapshot, edit: await connection.sendRequest(resolveEditRequest, { id }) };
}

import { pathToFileURL } from "node:url";
import { hasEnded, type RunEvent, type RunSnapshot } from "../protocol/run";
import {
	continueRunRequest,
	getRunRequest,
	type ResolvedEdit,
	resolveEditRequest,
	runEventsNotification,
	type StartRunParams,
	type StartRunResult,
	startRunRequest,
	stopRunRequest,
} from "../protocol/runs";
import type { Settings } from "../protocol/settings";
import type { Resume } from "./job";
import { ServerProcess } from "./serverProcess";
import type { SourceFile } from "./sourceFile";

export interface SessionOptions {
	/** The server's script. */
	readonly script: string;
	/** The workspace folder's path. */
	readonly folder: string;
	readonly settings: Settings;
	readonly source: SourceFile;
	readonly request: Omit<StartRunParams, "uri">;
	readonly resume: Resume | undefined;
	/** A run begins: the one that was asked for, or the one that resumes it. */
	readonly onStart: (run: RunSnapshot) => void;
	readonly onEvents: (events: readonly RunEvent[]) => void;
	readonly warn: (message: string) => void;
}

export interface FinishedRun {
	readonly snapshot: RunSnapshot;
	readonly edit: ResolvedEdit;
}

/**
 * Starts a server, runs one action on one file, resumes the run where that is asked for, and ends the server. An abort
 * stops the run, which keeps its text.
 */
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
	options: SessionOptions,
	signal: AbortSignal,
): Promise<FinishedRun> {
	const { request, resume } = options;
	const follower = new Follower(connection, options, signal);
	let snapshot = await follower.follow(await connection.sendRequest(startRunRequest, { ...request, uri }));
	if (resume && !signal.aborted && snapshot.state.kind !== "failed") {
		const params = { id: snapshot.id, from: { kind: "step", ...resume } } as const;
		snapshot = await follower.follow(await connection.sendRequest(continueRunRequest, params));
	}
	return { snapshot, edit: await connection.sendRequest(resolveEditRequest, { id: snapshot.id }) };
}

/** Follows runs, one after the other, each to its end. */
class Follower {
	readonly #connection: ServerProcess["connection"];
	readonly #options: SessionOptions;
	readonly #signal: AbortSignal;
	#onEnd = () => {};

	constructor(connection: ServerProcess["connection"], options: SessionOptions, signal: AbortSignal) {
		this.#connection = connection;
		this.#options = options;
		this.#signal = signal;
		connection.onNotification(runEventsNotification, ({ events }) => {
			options.onEvents(events);
			if (events.some((event) => event.kind === "state" && hasEnded(event.state))) this.#onEnd();
		});
	}

	/** `start` is what the server has just answered: no event of the run has come yet. */
	async follow(start: StartRunResult | { readonly kind: "unknown" }): Promise<RunSnapshot> {
		if (start.kind === "noModel") throw new Error("No model is set.");
		if (start.kind === "invalid") throw new Error(start.message);
		if (start.kind === "unknown") throw forgotten();
		const { id } = start.run;
		const over = new Promise<void>((resolve) => {
			this.#onEnd = resolve;
		});
		this.#options.onStart(start.run);
		const stop = () => void this.#connection.sendRequest(stopRunRequest, { id });
		this.#signal.addEventListener("abort", stop, { once: true });
		if (this.#signal.aborted) stop();
		await over;
		this.#signal.removeEventListener("abort", stop);
		const snapshot = await this.#connection.sendRequest(getRunRequest, { id });
		if (!snapshot) throw forgotten();
		return snapshot;
	}
}

function forgotten(): Error {
	return new Error("The language server has forgotten the run.");
}

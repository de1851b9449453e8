import * as vscode from "vscode";
import { DidChangeConfigurationNotification, LanguageClient, State } from "vscode-languageclient/node";
import { type CompletionStatus, completionStatusNotification } from "../server/protocol/completion";
import { type ModelState, modelStateNotification } from "../server/protocol/model";
import { type RunEventsParams, runEventsNotification } from "../server/protocol/runs";
import { clientOptions, serverOptions } from "./clientOptions";
import type { Config } from "./config";
import { DisposableStore } from "./disposable";

/** The server cannot be reached at all. */
export class ServerStartError extends Error {
	override readonly name = "ServerStartError";

	constructor(cause: unknown) {
		super(`The Rationale server did not start: ${cause instanceof Error ? cause.message : cause}`, { cause });
	}
}

/** Writes its errors to the log alone: what becomes of them, the extension tells the user in its own words. */
class QuietClient extends LanguageClient {
	override error(message: string, data?: unknown): void {
		super.error(message, data, false);
	}
}

/** Owns the language server's client: started by the first thing that needs it, and again by the next after it stopped. */
export class Client implements vscode.Disposable {
	readonly #stateChanged = new vscode.EventEmitter<ModelState>();
	readonly #completionChanged = new vscode.EventEmitter<void>();
	readonly #eventsReceived = new vscode.EventEmitter<RunEventsParams>();
	readonly #stopped = new vscode.EventEmitter<{ readonly wasAsked: boolean }>();
	#modelState: ModelState = { kind: "stopped" };
	#completionStatus: CompletionStatus | undefined;
	/** What lives as long as one server. */
	#lifetime = new DisposableStore();
	#starting: Promise<LanguageClient> | undefined;

	readonly onDidChangeModelState = this.#stateChanged.event;
	readonly onDidChangeCompletionStatus = this.#completionChanged.event;
	readonly onDidReceiveEvents = this.#eventsReceived.event;
	/** The server has gone, with its runs and its model. */
	readonly onDidStop = this.#stopped.event;

	constructor(
		private readonly modulePath: string,
		private readonly config: Config,
		private readonly log: vscode.LogOutputChannel,
		/** Variables of the server's process, beside those of this one. */
		private readonly environment: () => Promise<Readonly<Record<string, string>>>,
	) {}

	get modelState(): ModelState {
		return this.#modelState;
	}

	/** Undefined where no server runs, or none was asked for a completion. */
	get completionStatus(): CompletionStatus | undefined {
		return this.#completionStatus;
	}

	get isStarted(): boolean {
		return this.#starting !== undefined;
	}

	/** The running client. */
	started(): Promise<LanguageClient> {
		this.#starting ??= this.#start();
		return this.#starting;
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.started();
	}

	async stop(): Promise<void> {
		const starting = this.#starting;
		if (!starting) {
			return;
		}
		const client = await starting.catch(() => undefined);
		this.#forget(starting, true);
		// Stopping a client that has failed to start rejects, and there is nothing left to stop.
		await client?.stop().catch((error: unknown) => this.log.debug("Stopping the server:", error));
	}

	dispose(): void {
		void this.stop();
		this.#lifetime.dispose();
		this.#stateChanged.dispose();
		this.#completionChanged.dispose();
		this.#eventsReceived.dispose();
		this.#stopped.dispose();
	}

	async #start(): Promise<LanguageClient> {
		const lifetime = new DisposableStore();
		this.#lifetime = lifetime;
		const client = new QuietClient(
			"rationale",
			"Rationale",
			serverOptions(this.modulePath, await this.environment()),
			clientOptions(this.config, this.log),
		);
		lifetime.add(client.onNotification(modelStateNotification, (state) => this.#setModelState(state)));
		lifetime.add(client.onNotification(completionStatusNotification, (status) => this.#setCompletionStatus(status)));
		lifetime.add(client.onNotification(runEventsNotification, (params) => this.#eventsReceived.fire(params)));
		try {
			await client.start();
			// A server that dies before it has answered makes the start end, but not fail.
			if (!client.isRunning()) {
				throw new Error("it ended at once. The log says why.");
			}
		} catch (error) {
			this.#forget(this.#starting, false);
			throw new ServerStartError(error);
		}
		const current = this.#starting;
		lifetime.add(
			this.config.onDidChange(() => {
				void client.sendNotification(DidChangeConfigurationNotification.type, {
					settings: { rationale: this.config.settings() },
				});
			}),
		);
		lifetime.add(
			client.onDidChangeState(({ newState }) => {
				if (newState === State.Stopped) {
					this.#forget(current, false);
				}
			}),
		);
		this.log.info("The server has started.");
		return client;
	}

	/** Nothing of one server is left for the next. */
	#forget(starting: Promise<LanguageClient> | undefined, wasAsked: boolean): void {
		if (starting !== this.#starting || !starting) {
			return;
		}
		this.#starting = undefined;
		this.#lifetime.dispose();
		this.#setModelState({ kind: "stopped" });
		this.#setCompletionStatus(undefined);
		this.#stopped.fire({ wasAsked });
	}

	#setModelState(state: ModelState): void {
		this.#modelState = state;
		this.#stateChanged.fire(state);
	}

	#setCompletionStatus(status: CompletionStatus | undefined): void {
		this.#completionStatus = status;
		this.#completionChanged.fire();
	}
}

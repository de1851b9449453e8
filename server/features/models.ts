import type { Connection } from "vscode-languageserver";
import type { Engine } from "../engine/engine";
import { modelStateNotification, unloadModelRequest } from "../protocol/model";
import type { Respond } from "../requests";
import type { Clock } from "./clock";
import type { Runs } from "./runs";

export interface ModelsCollaborators {
	readonly engine: Engine;
	readonly runs: Runs;
	readonly completion: { unload(): Promise<void> };
	readonly respond: Respond;
}

/** Tells the client of each change of the model's state, and unloads it on request. */
export function registerModels(
	connection: Connection,
	{ completion, engine, runs, respond }: ModelsCollaborators,
): void {
	engine.onDidChangeState((state) => void connection.sendNotification(modelStateNotification, state));
	connection.onRequest(unloadModelRequest, (token) =>
		respond(unloadModelRequest.method, token, async () => {
			await runs.stopAll();
			await completion.unload();
			await engine.unload();
		}),
	);
}

/** Unloads the model when it has not been used for a while. */
export class IdleUnload {
	readonly #clock: Clock;
	readonly #unload: () => void;
	#cancel: (() => void) | undefined;

	constructor(clock: Clock, unload: () => void) {
		this.#clock = clock;
		this.#unload = unload;
	}

	/** Counts from now. 0 minutes: never. */
	start(minutes: number): void {
		this.stop();
		if (minutes > 0) this.#cancel = this.#clock.after(minutes * 60_000, this.#unload);
	}

	/** The model is in use. */
	stop(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}
}

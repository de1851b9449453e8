import type { Connection } from "vscode-languageserver";
import { type Engine, EngineError } from "../engine/engine";
import type { Queue } from "../engine/queue";
import { type LoadModelResult, loadModelRequest, modelStateNotification, unloadModelRequest } from "../protocol/model";
import { hasModel, type Settings } from "../protocol/settings";
import type { Respond } from "../requests";
import type { Clock } from "./clock";
import { loadOptionsOf } from "./loadOptions";
import type { Runs } from "./runs";

export interface ModelsCollaborators {
	readonly engine: Engine;
	readonly queue: Queue;
	readonly settings: () => Settings;
	readonly runs: Runs;
	readonly completion: { unload(): Promise<void> };
	readonly respond: Respond;
}

/** Tells the client of each change of the model's state; loads and unloads it on request. */
export function registerModels(connection: Connection, collaborators: ModelsCollaborators): void {
	const { completion, engine, runs, respond } = collaborators;
	engine.onDidChangeState((state) => void connection.sendNotification(modelStateNotification, state));
	connection.onRequest(unloadModelRequest, (token) =>
		respond(unloadModelRequest.method, token, async () => {
			await runs.stopAll();
			await completion.unload();
			await engine.unload();
		}),
	);
	connection.onRequest(loadModelRequest, (token) =>
		respond(loadModelRequest.method, token, (signal) => load(collaborators, signal)),
	);
}

/** In its turn: a load of another model would end the run that is under way. */
async function load({ engine, queue, settings }: ModelsCollaborators, signal: AbortSignal): Promise<LoadModelResult> {
	const leave = await queue.enter(() => {}, signal);
	try {
		const { model } = settings();
		if (!hasModel(model)) return { kind: "failed", reason: "noModel", message: "No model is selected." };
		await engine.load(loadOptionsOf(model), signal);
		return { kind: "loaded" };
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return { kind: "failed", reason: error.reason, message: error.message };
	} finally {
		leave();
	}
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

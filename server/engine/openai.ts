import type { ModelDescription, ModelState } from "../protocol/model";
import type { ServerSettings } from "../protocol/settings";
import { estimateTokens } from "../reasoning/words";
import {
	type CompleteResult,
	type Engine,
	EngineError,
	type GenerateControl,
	type GenerateProgress,
	type GenerateRequest,
	type GenerateResult,
	type ServerOptions,
} from "./engine";
import { canContinue, type Server } from "./openai/conversation";
import { dialects, type KnownApi } from "./openai/dialect";
import { Http, type Patience, usualPatience } from "./openai/http";
import { RemoteWriter } from "./openai/remoteWriter";
import { readModels, type ServerModels } from "./openai/serverModels";
import { Queue } from "./queue";

export interface OpenAiEngineOptions {
	/** The key for an address; undefined where there is none. */
	readonly keyOf: (url: string) => string | undefined;
	readonly patience?: Patience;
}

/** A model that is ready to be asked. */
interface Connected {
	readonly options: ServerOptions;
	readonly server: Server;
	readonly model: ModelDescription;
	/** The server has refused the fields of its kind. */
	isPlain: boolean;
}

/** Has a server run the model, over an OpenAI-compatible API. What "loading" comes to is to ask whether it is there. */
export class OpenAiEngine implements Engine<ServerOptions> {
	readonly #options: OpenAiEngineOptions;
	readonly #listeners = new Set<(state: ModelState) => void>();
	readonly #turns = new Queue();
	#state: ModelState = { kind: "stopped" };
	#connected: Connected | undefined;
	#interruption = new AbortController();

	constructor(options: OpenAiEngineOptions) {
		this.#options = options;
	}

	get state(): ModelState {
		return this.#state;
	}

	onDidChangeState(listener: (state: ModelState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async load(options: ServerOptions, signal: AbortSignal): Promise<ModelDescription> {
		signal.throwIfAborted();
		if (this.#connected && isSame(this.#connected.options, options)) return this.#connected.model;
		this.#connected = undefined;
		this.#setState({ kind: "loading", name: options.model, progress: 0 });
		const interruption = this.#interruption.signal;
		try {
			const connected = await this.#connect(options, AbortSignal.any([signal, interruption]));
			this.#connected = connected;
			this.#setState({ kind: "ready", model: connected.model });
			return connected.model;
		} catch (error) {
			if (!signal.aborted && !interruption.aborted) this.#fail(error);
			else this.#setState({ kind: "stopped" });
			signal.throwIfAborted();
			throw error;
		}
	}

	async unload(): Promise<void> {
		this.#interruption.abort(new EngineError("noModel", "The server was given up. Run the action again."));
		this.#interruption = new AbortController();
		this.#connected = undefined;
		this.#setState({ kind: "stopped" });
	}

	/** Roughly: only the server knows its vocabulary. */
	async countTokens(texts: readonly string[]): Promise<number[]> {
		return texts.map(estimateTokens);
	}

	async generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		{ signal, ...control }: GenerateControl,
	): Promise<GenerateResult> {
		const either = AbortSignal.any([signal, this.#interruption.signal]);
		let leave: (() => void) | undefined;
		try {
			leave = await this.#turns.enter(() => {}, either);
			return await this.#write(request, onProgress, { ...control, signal: either });
		} catch (error) {
			if (either.aborted) return { end: "stopped", promptTokens: 0, reusedTokens: 0, strayTokens: 0 };
			throw error;
		} finally {
			leave?.();
		}
	}

	/** What is typed is sent nowhere. */
	async complete(): Promise<CompleteResult> {
		throw new EngineError(
			"unsupported",
			"Completions are not sent to a server. Select a model on this machine for them.",
		);
	}

	async dispose(): Promise<void> {
		await this.unload();
		this.#listeners.clear();
	}

	async #connect(options: ServerOptions, signal: AbortSignal): Promise<Connected> {
		const { allowHttp, api: toldApi, model: name, url } = options;
		const patience = this.#options.patience ?? usualPatience;
		const http = new Http({ url, key: this.#options.keyOf(url), allowHttp, patience });
		const { api, models } = await readModels(http, toldApi, signal).catch((error: unknown): ServerModels => {
			// A server need not tell what it has: whether it has this model, the first reply shows.
			if (!(error instanceof EngineError) || error.reason !== "notFound") throw error;
			return { api: toldApi === "auto" ? "openai" : toldApi, models: [] };
		});
		const found = models.find((it) => it.name === name);
		// A server that lists none may have it all the same.
		if (!found && models.length > 0)
			throw noSuchModel(
				name,
				http.host,
				models.map((it) => it.name),
			);
		const server: Server = { http, model: name, dialect: dialects[api] };
		const model = { ...described(options), contextSize: found?.contextSize ?? options.contextSize };
		return { options, server, model: { ...model, canSteer: canContinue(server, "answer") }, isPlain: false };
	}

	async #write(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		control: GenerateControl,
	): Promise<GenerateResult> {
		const connected = this.#connected;
		if (!connected) throw new EngineError("noModel", "No server is connected. Run the action again.");
		const { isPlain, model, server } = connected;
		const writer = new RemoteWriter({ server, request, contextSize: model.contextSize, isPlain, control, onProgress });
		try {
			return await writer.write();
		} catch (error) {
			// A key that is refused, or a server that is gone: the next run asks anew.
			if (error instanceof EngineError && error.reason !== "failed" && error.reason !== "unsupported")
				this.#fail(error);
			throw error;
		} finally {
			connected.isPlain = writer.isPlain;
		}
	}

	#fail(error: unknown): void {
		this.#connected = undefined;
		const reason = error instanceof EngineError ? error.reason : "failed";
		this.#setState({ kind: "failed", reason, message: error instanceof Error ? error.message : String(error) });
	}

	#setState(state: ModelState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener(state);
	}
}

/** Which models a server has. Throws {@link EngineError}. */
export async function listServerModels(
	{ allowHttp, api, url }: Omit<ServerSettings, "model">,
	keyOf: OpenAiEngineOptions["keyOf"],
	signal: AbortSignal,
): Promise<{ readonly models: readonly string[]; readonly api: KnownApi }> {
	const http = new Http({ url, key: keyOf(url), allowHttp, patience: askingPatience });
	const found = await readModels(http, api, signal);
	return { api: found.api, models: found.models.map(({ name }) => name) };
}

/** Somebody waits for the list, and a server that works has it at once. */
const askingPatience: Patience = { answer: 15_000, idle: 10_000, backoff: 300 };

function isSame(a: ServerOptions, b: ServerOptions): boolean {
	return (
		a.url === b.url &&
		a.model === b.model &&
		a.api === b.api &&
		a.allowHttp === b.allowHttp &&
		a.contextSize === b.contextSize
	);
}

function described({ model, url }: ServerOptions): Omit<ModelDescription, "canSteer" | "contextSize"> {
	return {
		path: model,
		server: url,
		name: model,
		basename: "",
		architecture: "",
		quantization: "",
		device: "server",
		gpuLayers: 0,
		threads: 0,
		canReason: true,
		// Where it does not, its runs have no thought.
		thinks: true,
		infill: null,
	};
}

/** Names that are listed in a message. */
const maxNames = 5;

function noSuchModel(name: string, host: string, models: readonly string[]): EngineError {
	const more = models.length > maxNames ? ", …" : "";
	return new EngineError(
		"notFound",
		`The server ${host} has no model ${name}; it has ${models.slice(0, maxNames).join(", ")}${more}. Run Rationale: Use a Server… to choose one.`,
	);
}

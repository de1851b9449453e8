import { basename } from "node:path";
import type { ModelDescription, ModelState } from "../protocol/model";
import {
	type CompletedToken,
	type CompleteRequest,
	type CompleteResult,
	type Engine,
	EngineError,
	type FileOptions,
	type GenerateControl,
	type GenerateProgress,
	type GenerateRequest,
	type GenerateResult,
} from "./engine";
import { EngineProcess } from "./engineProcess";
import type { Log } from "./ipc";
import { Queue } from "./queue";

interface ForkedEngineOptions {
	/** Path of the engine process's script. */
	readonly script: string;
	readonly log: Log;
}

/** Milliseconds that a generation has to end by itself before its process is taken away. */
const graceTime = 1000;

/**
 * Runs the model in a process of its own, which lives as long as the model is in memory: unloading, loading another
 * model and giving up a load all end the process, so that no memory stays behind.
 */
export class ForkedEngine implements Engine<FileOptions> {
	readonly #options: ForkedEngineOptions;
	readonly #listeners = new Set<(state: ModelState) => void>();
	/** Loads, generations and unloads take turns. */
	readonly #turns = new Queue();
	#state: ModelState = { kind: "stopped" };
	#process: EngineProcess | undefined;
	#loaded: FileOptions | undefined;
	/** Ends the load or generation whose turn it is. */
	#interruption: AbortController | undefined;
	/** Ends the completion under way. */
	#overtaking: AbortController | undefined;
	#isDisposed = false;

	constructor(options: ForkedEngineOptions) {
		this.#options = options;
	}

	get state(): ModelState {
		return this.#state;
	}

	/** Process id of the engine while a model is loaded or being loaded. */
	get pid(): number | undefined {
		return this.#process?.pid;
	}

	onDidChangeState(listener: (state: ModelState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async load(options: FileOptions, signal: AbortSignal): Promise<ModelDescription> {
		signal.throwIfAborted();
		const loaded = this.#loadedModel(options);
		if (loaded) return loaded;
		// Another model's generation is not waited for.
		if (this.#state.kind === "ready") this.#interruption?.abort();
		return await this.#inTurn(signal, async (interrupted) => {
			const model = this.#loadedModel(options);
			if (model) return model;
			await this.#endProcess();
			return await this.#start(options, signal, interrupted);
		});
	}

	async unload(): Promise<void> {
		this.#interruption?.abort();
		await this.#inTurn(new AbortController().signal, async () => {
			await this.#endProcess();
			this.#setState({ kind: "stopped" });
		});
	}

	async countTokens(texts: readonly string[]): Promise<number[]> {
		return await this.#running().countTokens(texts);
	}

	async generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		{ signal, ...control }: GenerateControl,
	): Promise<GenerateResult> {
		try {
			return await this.#inTurn(signal, (interrupted) => {
				const either = AbortSignal.any([signal, interrupted]);
				return this.#generate(request, onProgress, { ...control, signal: either }, interrupted);
			});
		} catch (error) {
			// Only waiting for its turn throws the reason: a generation that has begun ends as stopped.
			if (signal.aborted && error === signal.reason) return stopped;
			throw error;
		}
	}

	async complete(
		request: CompleteRequest,
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult> {
		const child = this.#running();
		this.#overtaking?.abort();
		const overtaking = new AbortController();
		this.#overtaking = overtaking;
		try {
			return await child.complete(request, onToken, AbortSignal.any([signal, overtaking.signal]));
		} catch (error) {
			if (child.isEnding) return { end: "stopped", promptTokens: 0, evaluatedTokens: 0 };
			// What cannot be completed can still be reasoned about: but for a crash, the process is left alone.
			if (error instanceof EngineError && error.reason === "crashed") await this.#fail(child, error);
			throw error;
		}
	}

	async dispose(): Promise<void> {
		this.#isDisposed = true;
		await this.unload();
		this.#listeners.clear();
	}

	async #inTurn<Result>(signal: AbortSignal, work: (interrupted: AbortSignal) => Promise<Result>): Promise<Result> {
		const leave = await this.#turns.enter(() => {}, signal);
		const interruption = new AbortController();
		this.#interruption = interruption;
		try {
			return await work(interruption.signal);
		} finally {
			this.#interruption = undefined;
			leave();
		}
	}

	#loadedModel(options: FileOptions): ModelDescription | undefined {
		return this.#state.kind === "ready" && this.#loaded && isSame(this.#loaded, options)
			? this.#state.model
			: undefined;
	}

	async #start(options: FileOptions, signal: AbortSignal, interrupted: AbortSignal): Promise<ModelDescription> {
		signal.throwIfAborted();
		if (this.#isDisposed) throw new EngineError("noEngine", "The engine has been shut down. Restart the server.");
		const name = basename(options.path);
		const { script, log } = this.#options;
		const child = new EngineProcess(script, log, (error) => void this.#fail(child, error));
		this.#process = child;
		this.#loaded = options;
		this.#setState({ kind: "loading", name, progress: 0 });
		const ended = AbortSignal.any([signal, interrupted]);
		const giveUp = () => void child.end();
		ended.addEventListener("abort", giveUp, { once: true });
		try {
			const model = await child.load(options, (progress) => this.#setState({ kind: "loading", name, progress }));
			ended.throwIfAborted();
			this.#setState({ kind: "ready", model });
			log("info", describe(model));
			return model;
		} catch (error) {
			if (!ended.aborted) {
				await this.#fail(child, error);
				throw error;
			}
			await this.#endProcess();
			this.#setState({ kind: "stopped" });
			signal.throwIfAborted();
			throw new EngineError("noModel", "The model was unloaded while it was being loaded. Run the action again.");
		} finally {
			ended.removeEventListener("abort", giveUp);
		}
	}

	async #generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		control: GenerateControl,
		interrupted: AbortSignal,
	): Promise<GenerateResult> {
		const child = this.#running();
		let timer: NodeJS.Timeout | undefined;
		const allowGrace = () => {
			timer = setTimeout(() => void child.end(), graceTime);
		};
		interrupted.addEventListener("abort", allowGrace, { once: true });
		try {
			return await child.generate(request, onProgress, control);
		} catch (error) {
			if (interrupted.aborted) return stopped;
			// What this model cannot be asked says nothing of its process.
			if (!(error instanceof EngineError && error.reason === "unsupported")) await this.#fail(child, error);
			throw error;
		} finally {
			clearTimeout(timer);
			interrupted.removeEventListener("abort", allowGrace);
		}
	}

	#running(): EngineProcess {
		if (this.#process && this.#state.kind === "ready" && !this.#isDisposed) return this.#process;
		throw new EngineError("noModel", "No model is loaded. Run the action again to load it.");
	}

	/** Harmless for a process whose end is known already. */
	async #fail(child: EngineProcess, error: unknown): Promise<void> {
		if (this.#process !== child) return;
		const ended = this.#endProcess();
		this.#setState(failure(error));
		await ended;
	}

	async #endProcess(): Promise<void> {
		const child = this.#process;
		this.#process = undefined;
		this.#loaded = undefined;
		await child?.end();
	}

	#setState(state: ModelState): void {
		this.#state = state;
		for (const listener of this.#listeners) listener(state);
	}
}

const stopped: GenerateResult = { end: "stopped", promptTokens: 0, reusedTokens: 0, strayTokens: 0 };

function isSame(a: FileOptions, b: FileOptions): boolean {
	return (
		a.role === b.role &&
		a.path === b.path &&
		a.contextSize === b.contextSize &&
		a.gpu === b.gpu &&
		a.threads === b.threads
	);
}

function failure(error: unknown): ModelState {
	return error instanceof EngineError
		? { kind: "failed", reason: error.reason, message: error.message }
		: { kind: "failed", reason: "failed", message: String(error) };
}

function describe({ name, quantization, contextSize, device, gpuLayers, threads }: ModelDescription): string {
	const where =
		device === "cpu"
			? `on the CPU with ${threads === 1 ? "1 thread" : `${threads} threads`}`
			: `with ${gpuLayers} layers on ${device}`;
	return `Loaded ${name} ${quantization}, ${contextSize} tokens of context, ${where}.`;
}

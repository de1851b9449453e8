/** Which model serves completions, and how it is asked. */
import { completionContext } from "../../completion/budget";
import { chatPrompt } from "../../completion/chatPrompt";
import { type FimFamily, familyOf, infillFamily } from "../../completion/families";
import { fimPrompt } from "../../completion/fimPrompt";
import type { Frame } from "../../completion/frame";
import { type CompleteRequest, type Engine, EngineError, type LoadOptions } from "../../engine/engine";
import type { CompletionState } from "../../protocol/completion";
import type { ModelDescription } from "../../protocol/model";
import { type Settings, usesServer } from "../../protocol/settings";
import { loadOptionsOf } from "../loadOptions";
import { ModelLoads } from "./modelLoads";

export interface CompletionEngines {
	/** That of the runs. */
	readonly runs: Engine;
	/** For a model of completions' own. */
	readonly own: Engine;
}

/** A model that is loaded, and how it is asked. */
export interface Serving {
	readonly engine: Engine;
	readonly model: ModelDescription;
	readonly way: "fim" | "chat";
	promptOf(frame: Frame): CompleteRequest["prompt"];
}

/**
 * Cores below which a run and completions slow each other down: a run takes all but one, and decoding waits for the
 * memory that both share.
 */
const manyThreads = 8;

/** Whether a run and completions may be evaluated at once. */
export function canShare({ device, threads }: ModelDescription): boolean {
	return device !== "cpu" || threads >= manyThreads;
}

export class CompletionModel {
	readonly #engines: CompletionEngines;
	readonly #settings: () => Settings;
	readonly #loads = new ModelLoads();
	/** The user has had the models unloaded: no key loads one again. */
	#isUnloaded = false;
	/** Loads that failed, so that they are not tried again with each key. */
	readonly #failed = new Map<Engine, { readonly key: string; readonly error: EngineError }>();

	constructor(engines: CompletionEngines, settings: () => Settings) {
		this.#engines = engines;
		this.#settings = settings;
		this.#watch(engines.runs);
	}

	/** The model that serves without a load, if there is one. */
	get loaded(): Serving | undefined {
		const { completion, model } = this.#settings();
		const { own, runs } = this.#engines;
		return (
			this.#serveLoaded(own, completion.model) ?? (this.#isShared ? this.#serveLoaded(runs, model.path) : undefined)
		);
	}

	/** What clients are told of it. */
	get state(): CompletionState {
		const engine = this.#settings().completion.model === "" ? this.#engines.runs : this.#engines.own;
		if (engine.state.kind === "loading") return engine.state;
		const failure = this.#failure(engine);
		const serving = this.#tryLoaded();
		if (serving instanceof EngineError) return { kind: "failed", message: serving.message };
		if (!serving) return failure ? { kind: "failed", message: failure.message } : { kind: "idle" };
		const fallback = serving.engine === engine ? undefined : failure?.message;
		return { kind: "ready", model: serving.model.name, way: serving.way, ...(fallback && { fallback }) };
	}

	/** Whether the model of the runs serves: where no other is set, or memory is too short for that. */
	get #isShared(): boolean {
		const { completion, model } = this.#settings();
		if (completion.model === "") return !usesServer(model);
		return model.path !== "" && !usesServer(model) && this.#failure(this.#engines.own)?.reason === "outOfMemory";
	}

	#serveLoaded(engine: Engine, path: string): Serving | undefined {
		const isIt = path !== "" && engine.state.kind === "ready" && engine.state.model.path === path;
		return isIt ? this.#serve(engine, engine.state.model) : undefined;
	}

	/**
	 * Loads what is not loaded, but what comes by itself loads nothing that the user has had unloaded. While a run is under
	 * way its engine is left as it is: nothing where that has no model. `isExplicit`: what has failed is tried again. Throws
	 * {@link EngineError}, and the signal's reason: the load goes on then.
	 */
	async ready(
		{ isExplicit, isRunning }: { readonly isExplicit: boolean; readonly isRunning: boolean },
		signal: AbortSignal,
	): Promise<Serving | undefined> {
		if (isExplicit) {
			this.#failed.clear();
			this.#isUnloaded = false;
		}
		if (this.#isUnloaded) return this.loaded;
		const own = await this.#ownModel(signal);
		if (own) return own;
		const { model } = this.#settings();
		if (usesServer(model)) throw notSent;
		if (model.path === "") throw noModel;
		if (isRunning) return this.loaded;
		return this.#serve(this.#engines.runs, await this.#load(this.#engines.runs, loadOptionsOf(model), signal));
	}

	/** Tries what failed once more, and frees a model that does not serve any more. */
	async settingsChanged(): Promise<void> {
		this.#failed.clear();
		this.#isUnloaded = false;
		this.#loads.stop();
		const { own } = this.#engines;
		const isOther = own.state.kind === "ready" && own.state.model.path !== this.#settings().completion.model;
		if (isOther) await own.unload();
	}

	/** The user wants the memory: gives up what is being loaded, and frees what is loaded for completions alone. */
	async unload(): Promise<void> {
		this.#isUnloaded = true;
		this.#failed.clear();
		this.#loads.stop();
		await this.#engines.own.unload();
	}

	async #ownModel(signal: AbortSignal): Promise<Serving | undefined> {
		const { completion, model } = this.#settings();
		const { own } = this.#engines;
		if (completion.model === "") return undefined;
		const { gpu, threads } = model;
		const options: LoadOptions = {
			kind: "file",
			role: "complete",
			path: completion.model,
			contextSize: completionContext.gpu,
			gpu,
			threads,
		};
		try {
			return this.#serve(own, await this.#load(own, options, signal));
		} catch (error) {
			// Memory that is short for a second model may do for one.
			if (!this.#isShared) throw error;
			return undefined;
		}
	}

	async #load(engine: Engine, options: LoadOptions, signal: AbortSignal): Promise<ModelDescription> {
		const failure = this.#failure(engine);
		if (failure && engine.state.kind === "failed") throw failure;
		const key = this.#key;
		const onFailure = (error: EngineError) => void this.#failed.set(engine, { key, error });
		return await this.#loads.load(engine, { options, onFailure }, signal);
	}

	/** What a run could not load, nothing that comes by itself tries again: it may have ended the engine's process. */
	#watch(engine: Engine): void {
		let before = engine.state.kind;
		engine.onDidChangeState((state) => {
			if (state.kind === "failed" && before === "loading") {
				this.#failed.set(engine, { key: this.#key, error: new EngineError(state.reason, state.message) });
			}
			before = state.kind;
		});
	}

	#failure(engine: Engine): EngineError | undefined {
		const failed = this.#failed.get(engine);
		return failed?.key === this.#key ? failed.error : undefined;
	}

	/** Of what a load depends on. */
	get #key(): string {
		const { completion, model } = this.#settings();
		return JSON.stringify([completion.model, model]);
	}

	#tryLoaded(): Serving | EngineError | undefined {
		try {
			return this.loaded;
		} catch (error) {
			if (error instanceof EngineError) return error;
			throw error;
		}
	}

	#serve(engine: Engine, model: ModelDescription): Serving {
		const family = this.#family(model);
		return family
			? {
					engine,
					model,
					way: "fim",
					promptOf: (frame) => ({ kind: "fim", parts: fimPrompt(family, frame) }),
				}
			: { engine, model, way: "chat", promptOf: (frame) => ({ kind: "chat", ...chatPrompt(frame) }) };
	}

	/** How to have the model fill in the middle; nothing where it is asked in a chat. */
	#family(model: ModelDescription): FimFamily | undefined {
		const { prompt } = this.#settings().completion;
		if (prompt === "chat") {
			if (model.canReason) return undefined;
			throw cannot(model, "it is no DeepSeek-R1 distill, so it cannot be asked in a chat", "Set it to auto or fim");
		}
		const family = familyOf(model) ?? (prompt === "fim" && model.infill ? infillFamily(model.infill) : undefined);
		if (family) return family;
		if (prompt === "fim") throw cannot(model, "it has no tokens to fill in the middle", "Set it to auto or chat");
		if (model.canReason) return undefined;
		throw cannot(model, "it is not known to be trained to fill in the middle", "To try it all the same, set it to fim");
	}
}

const noModel = new EngineError(
	"noModel",
	"No model is set. Set rationale.model.path to the GGUF file of a DeepSeek-R1 distill, or rationale.completion.model to one for completions.",
);

/** What is typed is sent nowhere: a server is for runs, which the user starts. */
const notSent = new EngineError(
	"noModel",
	"Completions are not sent to a server. For completions, set rationale.completion.model to a GGUF file on this machine.",
);

function cannot({ name }: ModelDescription, reason: string, advice: string): EngineError {
	return new EngineError(
		"unsupported",
		`${name} cannot complete code as rationale.completion.prompt has it: ${reason}. ${advice}, or select another model for completions, such as a Qwen2.5-Coder.`,
	);
}

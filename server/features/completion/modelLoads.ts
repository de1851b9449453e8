import { type Engine, EngineError, type LoadOptions } from "../../engine/engine";
import type { ModelDescription } from "../../protocol/model";

interface Load {
	readonly key: string;
	readonly model: Promise<ModelDescription>;
	readonly abort: AbortController;
}

/**
 * Loads that go on when those leave who asked for them: an editor takes its request back with each key, and a load takes
 * longer than it is to the next one.
 */
export class ModelLoads {
	readonly #underWay = new Map<Engine, Load>();

	/**
	 * Throws what the engine throws, and the signal's reason: then the load goes on. One of another model is given up.
	 * `onFailure` hears of what goes wrong, also when nobody waits any more.
	 */
	async load(
		engine: Engine,
		{ onFailure, options }: { readonly options: LoadOptions; readonly onFailure: (error: EngineError) => void },
		signal: AbortSignal,
	): Promise<ModelDescription> {
		signal.throwIfAborted();
		const key = JSON.stringify(options);
		const known = this.#underWay.get(engine);
		if (known?.key === key) return await unlessAborted(known.model, signal);
		known?.abort.abort(overtaken);
		const load = this.#start(engine, options, key);
		load.model.catch((error: unknown) => {
			if (error instanceof EngineError && !load.abort.signal.aborted) onFailure(error);
		});
		return await unlessAborted(load.model, signal);
	}

	/** Gives up what is being loaded. */
	stop(): void {
		for (const { abort } of this.#underWay.values()) abort.abort(overtaken);
		this.#underWay.clear();
	}

	#start(engine: Engine, options: LoadOptions, key: string): Load {
		const abort = new AbortController();
		const model = engine.load(options, abort.signal).finally(() => {
			if (this.#underWay.get(engine) === load) this.#underWay.delete(engine);
		});
		const load: Load = { key, abort, model };
		this.#underWay.set(engine, load);
		return load;
	}
}

/** For those who still wait for a load that is given up. */
const overtaken = new EngineError(
	"noModel",
	"The model was unloaded while it was being loaded. Ask for the completion again.",
);

function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
	return new Promise((resolve, reject) => {
		const giveUp = () => reject(signal.reason);
		signal.addEventListener("abort", giveUp, { once: true });
		const stay = () => signal.removeEventListener("abort", giveUp);
		promise.then(resolve, reject).then(stay, stay);
	});
}

import { SpeedMeter } from "../../benchmark/speedMeter";
import { speedPrompt } from "../../benchmark/speedPrompt";
import type { Engine, GenerateRequest, LoadOptions } from "../../engine/engine";
import type { SpeedFigures } from "../../protocol/benchmark";
import type { ModelDescription } from "../../protocol/model";
import type { Clock } from "../clock";
import { checkEnd } from "./solveProblem";

export interface SpeedCollaborators {
	readonly engine: Engine;
	readonly clock: Clock;
	/** Bytes of the process that runs a model of this machine; null where that is not known. */
	readonly engineMemory: () => Promise<number | null>;
}

/** Tokens whose writing is timed; a server that cannot be told a budget is stopped later. */
const decodeTokens = 128;
const mostTokens = 2 * decodeTokens;

/** Loads the model anew, and measures how quickly it reads and writes. Leaves it loaded. */
export async function measureSpeed(
	{ clock, engine, engineMemory }: SpeedCollaborators,
	options: LoadOptions,
	{ onLoaded, signal }: { readonly onLoaded: (model: ModelDescription) => void; readonly signal: AbortSignal },
): Promise<SpeedFigures> {
	const isLocal = options.kind === "file";
	if (isLocal) await engine.unload();
	const start = clock.now();
	const model = await engine.load(options, signal);
	const loadTime = isLocal ? clock.now() - start : null;
	onLoaded(model);
	// The first tokens after a load are slow: memory is touched, and a GPU's programs are compiled.
	await write({ clock, engine }, { prompt: "Say yes.", budget: 1 }, 8, signal);
	const prompt = speedPrompt(crypto.randomUUID());
	const figures = await write({ clock, engine }, { prompt, budget: decodeTokens }, mostTokens, signal);
	return { loadTime, ...figures, memory: isLocal ? await engineMemory() : null };
}

/** Figures of one generation, which is ended after `most` tokens. */
async function write(
	{ clock, engine }: Pick<SpeedCollaborators, "clock" | "engine">,
	request: Pick<GenerateRequest, "budget" | "prompt">,
	most: number,
	signal: AbortSignal,
): Promise<ReturnType<SpeedMeter["figures"]>> {
	const meter = new SpeedMeter(clock.now());
	const enough = new AbortController();
	const result = await engine.generate(
		{ ...request, ...plain },
		(progress) => {
			meter.add(progress, clock.now());
			if (meter.tokens >= most) enough.abort();
		},
		{ signal: AbortSignal.any([signal, enough.signal]) },
	);
	if (!enough.signal.aborted) checkEnd(result, signal);
	signal.throwIfAborted();
	return meter.figures(result.promptTokens);
}

const plain = {
	sampling: { temperature: 0, topP: 1, seed: 0 },
	guards: { repetition: false, language: false },
	answerStart: "",
} as const;

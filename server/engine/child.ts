/** Entry of the engine's process: one model, loaded on demand, in a process that a native abort may take down. */
import { complete } from "./complete";
import { type CompletedToken, EngineError, type GenerateProgress } from "./engine";
import { generate } from "./generate";
import type { Calls, FromEngine, Log, ToEngine } from "./ipc";
import { type LoadedModel, loadModel, probe, type ReasoningModel } from "./llama";
import { ProgressBatch } from "./progressBatch";
import { inTurn, Queue } from "./queue";
import { Steering } from "./steering";

/** Steps of the loading progress that are worth a message. */
const progressStep = 0.01;

/** What can be done to a call that is under way. */
interface Hand {
	readonly controller: AbortController;
	readonly steering: Steering;
}

/** There is one KV cache for completions: the older one, which is being aborted, must have ended. */
const completions = new Queue();
const underWay = new Map<number, Hand>();
let model: LoadedModel | ReasoningModel | undefined;

// Nobody is left to work for. Leaving by exit() would run native destructors while a thread may still be evaluating.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", (message: ToEngine) => {
	if (message.kind === "abort") underWay.get(message.id)?.controller.abort();
	else if (message.kind === "steer") underWay.get(message.id)?.steering.press(message.steer);
	else void answer(message);
});

type Call = Exclude<ToEngine, { kind: "abort" | "steer" }>;

async function answer(call: Call): Promise<void> {
	const hand = { controller: new AbortController(), steering: new Steering() };
	underWay.set(call.id, hand);
	try {
		send({ kind: "result", id: call.id, result: await perform(call, hand) });
	} catch (error) {
		const { reason, message } = toEngineError(error);
		send({ kind: "error", id: call.id, reason, message });
	} finally {
		underWay.delete(call.id);
	}
}

function perform(call: Call, hand: Hand): Promise<Calls[keyof Calls]["result"]> {
	switch (call.kind) {
		case "load":
			return load(call.id, call.params);
		case "probe":
			return probe(log);
		case "countTokens":
			return countTokens(call.params);
		case "generate":
			return write(call.id, call.params, hand);
		case "complete":
			return inTurn(completions, () => goOn(call.id, call.params, hand.controller.signal));
	}
}

async function load(id: number, options: Calls["load"]["params"]): Promise<Calls["load"]["result"]> {
	let sent = 0;
	const onProgress = (progress: number) => {
		if (progress < sent + progressStep) return;
		sent = progress;
		send({ kind: "progress", id, progress });
	};
	model = await loadModel(options, onProgress, log);
	return model.description;
}

async function countTokens(texts: Calls["countTokens"]["params"]): Promise<Calls["countTokens"]["result"]> {
	const { vocabulary } = loaded();
	return texts.map((text) => vocabulary.tokenize(text).length);
}

async function write(
	id: number,
	request: Calls["generate"]["params"],
	{ controller: { signal }, steering }: Hand,
): Promise<Calls["generate"]["result"]> {
	const batch = new ProgressBatch<GenerateProgress>(
		(progress) => send({ kind: "progress", id, progress }),
		// Of what was read of the prompt, the latest.
		(later, earlier) => later.kind === "prefill" && earlier.kind === "prefill",
	);
	const reasoning = loaded();
	if (!("slot" in reasoning)) throw new EngineError("noModel", "The model is loaded for completions alone.");
	try {
		return await generate(reasoning, request, (progress) => batch.add(progress), { signal, steering });
	} finally {
		batch.flush();
	}
}

async function goOn(
	id: number,
	request: Calls["complete"]["params"],
	signal: AbortSignal,
): Promise<Calls["complete"]["result"]> {
	const batch = new ProgressBatch<CompletedToken>((progress) => send({ kind: "progress", id, progress }));
	try {
		return await complete(loaded(), request, (token) => batch.add(token), signal);
	} finally {
		batch.flush();
	}
}

function loaded(): LoadedModel | ReasoningModel {
	if (model) return model;
	throw new EngineError("noModel", "No model is loaded.");
}

function toEngineError(error: unknown): EngineError {
	if (error instanceof EngineError) {
		if (error.cause) log("warn", String(error.cause));
		return error;
	}
	log("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
	const message = error instanceof Error ? error.message : String(error);
	return new EngineError(
		"failed",
		`llama.cpp failed: ${message}. Run again; if it fails again, turn the GPU off in the settings.`,
	);
}

function log(...[level, message]: Parameters<Log>): void {
	send({ kind: "log", level, message });
}

function send(message: FromEngine): void {
	process.send?.(message);
}

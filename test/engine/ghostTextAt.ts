/** Ghost text as the server makes it, without the server: the frame, the prompt, the model, and what is left of its words. */
import { budgetFor } from "../../server/completion/budget";
import { chatPrompt } from "../../server/completion/chatPrompt";
import { extentAt } from "../../server/completion/extent";
import { infillFamily } from "../../server/completion/families";
import { fimPrompt } from "../../server/completion/fimPrompt";
import { type Frame, typedSince } from "../../server/completion/frame";
import { makeFrame } from "../../server/completion/makeFrame";
import type { Place } from "../../server/completion/place";
import type { CompleteRequest, Engine, Sampling } from "../../server/engine/engine";
import { CompletionJob, type JobOutcome } from "../../server/features/completion/completionJob";

export const ways = ["fim", "chat"] as const;

export interface Asking {
	readonly way: (typeof ways)[number];
	readonly path: string;
	readonly sampling: Sampling;
}

/** With no code from elsewhere. The model must be loaded. */
export async function ghostTextAt(engine: Engine, place: Place, { path, sampling, way }: Asking): Promise<JobOutcome> {
	if (engine.state.kind !== "ready") throw new Error("No model is loaded.");
	const { model } = engine.state;
	const countTokens = (texts: readonly string[]) => engine.countTokens(texts);
	const budget = budgetFor(model, 0);
	const frame = await makeFrame(place, { path, related: [], budget, previous: undefined, countTokens });
	const request = { prompt: promptOf(frame, way), typed: typedSince(frame, place) ?? "", sampling };
	let outcome: JobOutcome | undefined;
	const onEnd = (it: JobOutcome) => {
		outcome = it;
	};
	const job = new CompletionJob({ engine, request, place, extent: extentAt(place), onEnd });
	await job.wait(place, () => {}, new AbortController().signal);
	if (!outcome) throw new Error("The completion has come to no end.");
	return outcome;
}

const tinyTokens = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };

function promptOf(frame: Frame, way: Asking["way"]): CompleteRequest["prompt"] {
	return way === "fim"
		? { kind: "fim", parts: fimPrompt(infillFamily(tinyTokens), frame) }
		: { kind: "chat", ...chatPrompt(frame) };
}

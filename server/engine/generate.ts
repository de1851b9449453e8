import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from "node-llama-cpp";
import { Splitter } from "../reasoning/splitter";
import type { GenerateProgress, GenerateRequest, GenerateResult, Sampling } from "./engine";
import type { LoadedModel } from "./llama";
import type { Vocabulary } from "./vocabulary";

/**
 * Evaluates one user turn and decodes thought and answer. Stops within a chunk of the prompt or within two tokens of
 * what the model writes.
 */
export async function generate(
	model: LoadedModel,
	{ prompt: userTurn, sampling }: GenerateRequest,
	onProgress: (progress: GenerateProgress) => void,
	signal: AbortSignal,
): Promise<GenerateResult> {
	const prompt = model.turn.prompt(userTurn);
	const splitter = new Splitter(model.turn.marks);
	const total = prompt.length;
	if (total >= model.capacity) {
		return { end: "promptTooLong", promptTokens: total, reusedTokens: 0, strayTokens: 0 };
	}
	const reused = await keepPrefix(model, prompt);
	const onRead = (done: number) => onProgress({ kind: "prefill", done, total, reused });
	const lastChunk = await prefill(model, prompt, reused, onRead, signal);
	const end = lastChunk ? await decode(lastChunk) : "stopped";
	return { end, promptTokens: total, reusedTokens: reused, strayTokens: splitter.strayTokens };

	async function decode(evaluated: Token[]): Promise<"complete" | "stopped" | "contextFull"> {
		const { sequence, capacity } = model;
		const text = new TokenText(model.vocabulary);
		let hasRead = false;
		for await (const token of sequence.evaluate(evaluated, samplerOptions(sampling))) {
			if (!hasRead) onRead(total);
			hasRead = true;
			if (signal.aborted) return "stopped";
			if (model.isEndOfTurn(token)) return "complete";
			onProgress({ kind: "delta", delta: splitter.push(token, text.next(token)) });
			// The token has been written but not evaluated: is there a place for it?
			if (sequence.nextTokenIndex >= capacity) return "contextFull";
		}
		throw new Error("llama.cpp ended the turn without a token that says so");
	}
}

/**
 * Keeps what the KV cache has of the prompt, in whole chunks: the rest is then cut as it would be without a cache, and
 * with the same seed comes the same text. (Batches of another size round differently.) Returns the tokens kept.
 */
async function keepPrefix({ sequence, chunkSize }: LoadedModel, prompt: Token[]): Promise<number> {
	const common = commonPrefix(sequence, prompt);
	// The last chunk is always evaluated, for the probabilities of what follows it.
	const reused = Math.min(wholeChunks(common, chunkSize), wholeChunks(prompt.length - 1, chunkSize));
	await sequence.adaptStateToTokens(prompt.slice(0, reused), false);
	return reused;
}

function commonPrefix(sequence: LlamaContextSequence, prompt: Token[]): number {
	return Math.min(sequence.compareContextTokens(prompt).firstDifferentIndex, prompt.length);
}

function wholeChunks(tokens: number, chunkSize: number): number {
	return tokens - (tokens % chunkSize);
}

/** Evaluates all chunks of the prompt but the last, which it returns; or nothing when it was stopped. */
async function prefill(
	{ sequence, chunkSize }: LoadedModel,
	prompt: Token[],
	reused: number,
	onRead: (done: number) => void,
	signal: AbortSignal,
): Promise<Token[] | undefined> {
	const last = wholeChunks(prompt.length - 1, chunkSize);
	for (let done = reused; done < last; done += chunkSize) {
		if (signal.aborted) return undefined;
		onRead(done);
		await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(done, done + chunkSize));
	}
	if (signal.aborted) return undefined;
	onRead(last);
	return prompt.slice(last);
}

function samplerOptions({ temperature, topP, seed }: Sampling): SequenceEvaluateOptions {
	// R1's recommendation is temperature and top-p alone; the library would add a top-k.
	return { temperature, topP, seed, topK: 0, minP: 0, yieldEogToken: true };
}

/** Puts characters together that are spread over several tokens. */
class TokenText {
	readonly #vocabulary: Vocabulary;
	readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });

	constructor(vocabulary: Vocabulary) {
		this.#vocabulary = vocabulary;
	}

	/** The text that is complete with this token. */
	next(token: Token): string {
		return this.#decoder.decode(this.#vocabulary.bytes(token), { stream: true });
	}
}

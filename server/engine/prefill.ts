/** Reads a prompt into the sequence, in chunks, and reuses what the KV cache has of it. */
import type { Token } from "node-llama-cpp";
import type { ReasoningModel } from "./llama";
import { inTurn } from "./queue";

/** What is read before the model writes. */
export interface Reading {
	/** The turns, up to the beginning of the thought. */
	readonly prompt: readonly Token[];
	/** What the thought begins with, and what may follow it. */
	readonly start: readonly Token[];
	/**
	 * Whether the start is read token by token, as it was once written. Then the same text follows whether it is in the
	 * cache or not: batches of another size round differently. It takes as long as writing it.
	 */
	readonly isExact: boolean;
}

export interface Read {
	/** The last tokens, which are still to be evaluated: what follows them is sampled. Nothing when it was stopped. */
	readonly last: Token[] | undefined;
	/** Tokens that were in the cache. */
	readonly reused: number;
}

/** `onRead` is told of tokens that are done, and of those that were in the cache. */
export async function prefill(
	model: ReasoningModel,
	reading: Reading,
	onRead: (done: number, reused: number) => void,
	signal: AbortSignal,
): Promise<Read> {
	const { sequence } = model.slot;
	const tokens = [...reading.prompt, ...reading.start];
	const reused = await keepPrefix(model, reading, tokens);
	const chunks = chunksOf(model, reading).filter((end) => end > reused);
	let done = reused;
	for (const end of chunks.slice(0, -1)) {
		if (signal.aborted) break;
		onRead(done, reused);
		await inTurn(model.evaluating, () => sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(done, end)));
		done = end;
	}
	if (signal.aborted) return { last: undefined, reused };
	onRead(done, reused);
	return { last: tokens.slice(done), reused };
}

/** Where each chunk ends. A chunk never goes beyond the prompt, so that the prompt is cut the same whatever follows it. */
function chunksOf({ chunkSize }: ReasoningModel, { isExact, prompt, start }: Reading): number[] {
	const ends = (from: number, length: number, size: number) =>
		Array.from({ length: Math.ceil(length / size) }, (_, chunk) => from + Math.min(length, (chunk + 1) * size));
	return [...ends(0, prompt.length, chunkSize), ...ends(prompt.length, start.length, isExact ? 1 : chunkSize)];
}

/**
 * Keeps what the KV cache has. Of a prompt that differs, whole chunks: the rest is then cut as it would be without a
 * cache, and with the same seed comes the same text. At least the last token is evaluated, for what follows it.
 */
async function keepPrefix({ slot, chunkSize }: ReasoningModel, reading: Reading, tokens: Token[]): Promise<number> {
	const { sequence } = slot;
	const common = Math.min(sequence.compareContextTokens(tokens).firstDifferentIndex, tokens.length - 1);
	const reused = common >= reading.prompt.length ? common : common - (common % chunkSize);
	await sequence.adaptStateToTokens(tokens.slice(0, reused), false);
	return reused;
}

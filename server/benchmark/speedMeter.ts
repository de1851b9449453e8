import type { GenerateProgress } from "../engine/engine";
import type { SpeedFigures } from "../protocol/benchmark";

/** Tells from the progress of one generation how quick it was. Times are milliseconds on the same clock. */
export class SpeedMeter {
	readonly #start: number;
	#promptEnd: number | undefined;
	#promptTokens = 0;
	#reusedTokens = 0;
	#firstThought: number | undefined;
	#first: { readonly time: number; readonly tokens: number } | undefined;
	#last = 0;
	#tokens = 0;

	constructor(start: number) {
		this.#start = start;
	}

	/** Tokens written so far. */
	get tokens(): number {
		return this.#tokens;
	}

	add(progress: GenerateProgress, now: number): void {
		if (progress.kind === "prefill") this.#countPrompt(progress.total, progress.reused, now);
		if (progress.kind !== "delta") return;
		const { channel, text, tokens } = progress.delta;
		this.#tokens += tokens;
		this.#first ??= { time: now, tokens };
		this.#last = now;
		if (channel === "thought" && text !== "") this.#firstThought ??= now;
	}

	/** `promptTokens`: as the result says, for an engine that told of no progress while it read the prompt. */
	figures(
		promptTokens: number,
	): Pick<SpeedFigures, "decodeSpeed" | "decodeTokens" | "firstThought" | "promptSpeed" | "promptTokens"> {
		const total = this.#promptTokens || promptTokens;
		const promptTime = (this.#promptEnd ?? this.#first?.time ?? this.#start) - this.#start;
		// The first ones came with the end of the prompt: they took no time that is known.
		const decoded = this.#tokens - (this.#first?.tokens ?? 0);
		return {
			promptTokens: total,
			promptSpeed: speed(total - this.#reusedTokens, promptTime) || null,
			decodeTokens: this.#tokens,
			decodeSpeed: speed(decoded, this.#last - (this.#first?.time ?? 0)),
			firstThought: this.#firstThought === undefined ? null : this.#firstThought - this.#start,
		};
	}

	#countPrompt(total: number, reused: number, now: number): void {
		this.#promptTokens = total;
		this.#reusedTokens = reused;
		this.#promptEnd = now;
	}
}

function speed(tokens: number, milliseconds: number): number {
	return tokens > 0 && milliseconds > 0 ? (tokens * 1000) / milliseconds : 0;
}

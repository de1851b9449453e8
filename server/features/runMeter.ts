import type { RunStats } from "../protocol/run";
import type { Delta } from "../reasoning/splitter";
import type { Clock } from "./clock";

/** Counts what a run uses: tokens and milliseconds. */
export class RunMeter {
	readonly #clock: Clock;
	#start: number | undefined;
	#generationStart: number | undefined;
	#thoughtStart: number | undefined;
	#thoughtEnd: number | undefined;
	#end: number | undefined;
	#promptTokens = 0;
	#reusedTokens = 0;
	#thoughtTokens = 0;
	#answerTokens = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The run has left the queue. */
	begin(): void {
		this.#start = this.#clock.now();
	}

	/** A part of the prompt has been read; after the last one the model begins to write. */
	countPrompt(total: number, reused: number): void {
		this.#promptTokens = total;
		this.#reusedTokens = reused;
		this.#generationStart = this.#clock.now();
	}

	countDelta(delta: Delta): void {
		const now = this.#clock.now();
		this.#generationStart ??= now;
		if (delta.channel === "thought") {
			this.#thoughtStart ??= now;
			this.#thoughtTokens += delta.tokens;
		} else {
			this.endThought();
			this.#answerTokens += delta.tokens;
		}
	}

	/** Of the thought, `tokens` stay. */
	rewindThought(tokens: number): void {
		this.#thoughtTokens = tokens;
	}

	/** The thought is over; harmless when it was already. */
	endThought(): void {
		if (this.#thoughtStart !== undefined) this.#thoughtEnd ??= this.#clock.now();
	}

	end(): void {
		this.endThought();
		this.#end ??= this.#clock.now();
	}

	/** Milliseconds since the thought began, up to its end. */
	get thoughtTime(): number {
		return since(this.#thoughtStart, this.#thoughtEnd ?? this.#clock.now());
	}

	get stats(): RunStats {
		const now = this.#end ?? this.#clock.now();
		const tokens = this.#thoughtTokens + this.#answerTokens;
		const generationTime = since(this.#generationStart, now);
		return {
			promptTokens: this.#promptTokens,
			reusedTokens: this.#reusedTokens,
			thoughtTokens: this.#thoughtTokens,
			answerTokens: this.#answerTokens,
			thoughtTime: this.thoughtTime,
			totalTime: since(this.#start, now),
			tokensPerSecond: tokens > 0 && generationTime > 0 ? (tokens * 1000) / generationTime : 0,
		};
	}
}

function since(start: number | undefined, end: number): number {
	return start === undefined ? 0 : Math.round(end - start);
}

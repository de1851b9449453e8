/** Counts what becomes of completions. */
import type { CompletionCounters } from "../protocol/completion";
import { LruMap } from "./lruMap";

/** Of the latest answers: what is told is how fast it is now, not how it was before another model was set. */
const maxLatencies = 200;

/** Ids that are remembered: what is accepted has been shown just before. */
const maxIds = 1000;

export class CompletionCounts {
	#requests = 0;
	#cancelled = 0;
	#shown = 0;
	#accepted = 0;
	#promptTokens = 0;
	#evaluatedTokens = 0;
	readonly #latencies: number[] = [];
	readonly #ids = new LruMap<string, "shown" | "accepted">(maxIds);

	/** One got through to the model. */
	requested(): void {
		this.#requests++;
	}

	/** One of them was overtaken by typing. */
	cancelled(): void {
		this.#cancelled++;
	}

	/** What the engine made of a prompt. */
	evaluated({ promptTokens, evaluatedTokens }: Pick<CompletionCounters, "promptTokens" | "evaluatedTokens">): void {
		this.#promptTokens += promptTokens;
		this.#evaluatedTokens += evaluatedTokens;
	}

	/** Each id counts once, however often it is shown; `latency` is in milliseconds. */
	shown(id: string, latency: number): void {
		if (this.#ids.get(id)) return;
		this.#ids.set(id, "shown");
		this.#shown++;
		this.#latencies.push(latency);
		if (this.#latencies.length > maxLatencies) this.#latencies.shift();
	}

	/** Each id counts once, by word or by line too, and only what was shown. */
	accepted(id: string): void {
		if (this.#ids.get(id) !== "shown") return;
		this.#ids.set(id, "accepted");
		this.#accepted++;
	}

	/** As they are now. */
	get counters(): CompletionCounters {
		const latencies = [...this.#latencies].sort((a, b) => a - b);
		return {
			requests: this.#requests,
			cancelled: this.#cancelled,
			shown: this.#shown,
			accepted: this.#accepted,
			medianLatency: median(latencies),
			p95Latency: latencies[Math.ceil(latencies.length * 0.95) - 1] ?? null,
			promptTokens: this.#promptTokens,
			evaluatedTokens: this.#evaluatedTokens,
		};
	}
}

/** Of an even number of values it is between the two in the middle. */
function median(sorted: readonly number[]): number | null {
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	const upper = sorted[Math.floor(sorted.length / 2)];
	return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

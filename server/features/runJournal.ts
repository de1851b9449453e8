import type { RunEvent, RunSnapshot, RunStats } from "../protocol/run";
import { applyRunEvent } from "../protocol/run";
import type { RunEventsParams } from "../protocol/runs";
import type { Clock } from "./clock";
import { mergeEvent } from "./runEvents";

/** Milliseconds between two batches of a run: a little under 30 a second, as smooth as the eye asks for. */
const interval = 34;

export interface JournalOptions {
	readonly clock: Clock;
	/** What the run has used by now; sent with each batch. */
	readonly stats: () => RunStats;
	readonly send: (params: RunEventsParams) => void;
}

/** Keeps a run's snapshot: always what all the events that were sent, applied in order, give. */
export class RunJournal {
	readonly #options: JournalOptions;
	#snapshot: RunSnapshot;
	#batch: RunEvent[] = [];
	#cancelFlush: (() => void) | undefined;
	#lastFlush: number;
	#onDidFlush: (() => void)[] = [];

	constructor(snapshot: RunSnapshot, options: JournalOptions) {
		this.#snapshot = snapshot;
		this.#options = options;
		this.#lastFlush = options.clock.now();
	}

	get snapshot(): RunSnapshot {
		return this.#snapshot;
	}

	/** Takes events in, to be sent with the next batch. */
	record(...events: readonly RunEvent[]): void {
		for (const event of events) this.#batch = mergeEvent(this.#batch, event);
		if (events.length > 0) this.#schedule();
	}

	/** Resolves when everything that was recorded has been sent. */
	sent(): Promise<void> {
		if (this.#batch.length === 0) return Promise.resolve();
		return new Promise((resolve) => this.#onDidFlush.push(resolve));
	}

	#schedule(): void {
		if (this.#cancelFlush) return;
		const { clock } = this.#options;
		const delay = Math.max(0, this.#lastFlush + interval - clock.now());
		this.#cancelFlush = clock.after(delay, () => this.#flush());
	}

	#flush(): void {
		const { clock, send, stats } = this.#options;
		this.#cancelFlush = undefined;
		this.#lastFlush = clock.now();
		const events: RunEvent[] = [{ kind: "stats", stats: stats() }, ...this.#batch];
		this.#batch = [];
		for (const event of events) this.#snapshot = applyRunEvent(this.#snapshot, event);
		send({ id: this.#snapshot.id, sequence: this.#snapshot.sequence, events });
		const waiting = this.#onDidFlush;
		this.#onDidFlush = [];
		for (const resolve of waiting) resolve();
	}
}

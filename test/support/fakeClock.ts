import type { Clock } from "../../server/features/clock";

/** A clock whose hands the test turns. */
export class FakeClock implements Clock {
	#now = 0;
	#timers: { readonly time: number; readonly callback: () => void }[] = [];

	now(): number {
		return this.#now;
	}

	date(): number {
		return this.#now;
	}

	after(delay: number, callback: () => void): () => void {
		const timer = { time: this.#now + delay, callback };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((it) => it !== timer);
		};
	}

	/** Lets `milliseconds` go by, and calls back in time. */
	advance(milliseconds: number): void {
		const end = this.#now + milliseconds;
		for (;;) {
			const [next] = this.#timers.filter((it) => it.time <= end).sort((one, other) => one.time - other.time);
			if (!next) break;
			this.#timers = this.#timers.filter((it) => it !== next);
			this.#now = next.time;
			next.callback();
		}
		this.#now = end;
	}
}

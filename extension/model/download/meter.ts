/** How fast bytes came in the last seconds. Times are in milliseconds. */
export class Meter {
	#samples: { readonly time: number; readonly done: number }[] = [];

	/** What is there at a time. */
	add(time: number, done: number): void {
		this.#samples = [...this.#samples.filter((it) => time - it.time <= span), { time, done }];
	}

	get bytesPerSecond(): number {
		const first = this.#samples[0];
		const last = this.#samples.at(-1);
		if (!first || !last || last.time === first.time) return 0;
		return Math.max(0, ((last.done - first.done) / (last.time - first.time)) * 1000);
	}

	/** Null as long as that is not known. */
	secondsLeft(total: number): number | null {
		const speed = this.bytesPerSecond;
		const done = this.#samples.at(-1)?.done ?? 0;
		return speed > 0 ? (total - done) / speed : null;
	}
}

/** Short enough to tell a stall, long enough not to jump. */
const span = 5000;

import type { PowerSource } from "./powerSource";

/** Milliseconds. On Windows asking takes three processes of PowerShell, and nobody minds a few completions more or less. */
const askEvery = 2 * 60_000;

/** Whether the machine runs on its battery, as known from the last time it was asked: nobody waits for an answer. */
export class Battery {
	#source: PowerSource = "mains";
	#askedAt = Number.NEGATIVE_INFINITY;
	#isAsking = false;

	constructor(
		private readonly ask: () => Promise<PowerSource>,
		private readonly now: () => number,
	) {}

	/** Asks anew, for the next time, if the answer is old. A machine without a battery is asked once. */
	isInUse(): boolean {
		if (!this.#isAsking && this.#source !== "none" && this.now() - this.#askedAt >= askEvery) {
			this.#askedAt = this.now();
			this.#isAsking = true;
			void this.#refresh();
		}
		return this.#source === "battery";
	}

	async #refresh(): Promise<void> {
		// What cannot be told is not saved.
		this.#source = await this.ask().catch(() => "none" as const);
		this.#isAsking = false;
	}
}

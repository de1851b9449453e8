import { setTimeout as delay } from "node:timers/promises";
import { DownloadError } from "./downloadError";

/** Milliseconds, but for the count. */
export interface AttemptLimits {
	/** Attempts in a row that bring no byte. */
	readonly attempts: number;
	/** For attempts as long as nobody has answered at all: who is offline is told so in seconds. */
	readonly firstPatience: number;
	/** Before the second attempt; doubled before each one after it. */
	readonly wait: number;
	readonly longestWait: number;
	/** That a server may ask for; one that asks for more is not waited for. */
	readonly longestAskedWait: number;
	/** Without a byte, after which the connection is given up. */
	readonly silence: number;
}

export const attemptLimits: AttemptLimits = {
	attempts: 7,
	firstPatience: 5000,
	wait: 1000,
	longestWait: 30_000,
	longestAskedWait: 120_000,
	silence: 20_000,
};

export interface Attempts {
	readonly limits: AttemptLimits;
	/** Rejects when it did not come to its end. */
	readonly attempt: () => Promise<void>;
	/** Bytes that are there. */
	readonly done: () => number;
	readonly onTrouble: (trouble: string) => void;
}

/** Makes attempts until one comes to its end, as long as there is hope that the next one may. */
export async function attemptRepeatedly(attempts: Attempts, signal: AbortSignal): Promise<void> {
	const hope = new Hope(attempts.limits);
	for (;;) {
		const before = attempts.done();
		try {
			await attempts.attempt();
			return;
		} catch (error) {
			signal.throwIfAborted();
			const wait = hope.waitAfter(error, attempts.done() > before);
			if (!(error instanceof Error) || wait === undefined) throw error;
			const when = wait < 1000 ? "now" : `in ${Math.round(wait / 1000)} s`;
			attempts.onTrouble(`${error.message} Trying again ${when}.`);
			await delay(wait, undefined, { signal });
		}
	}
}

class Hope {
	readonly #begin = performance.now();
	#inVain = 0;
	#wasAnswered = false;

	constructor(private readonly limits: AttemptLimits) {}

	/** Milliseconds to wait before the next attempt; undefined: there is no point in one. */
	waitAfter(error: unknown, hasGotOn: boolean): number | undefined {
		if (!(error instanceof DownloadError && error.isPassing)) {
			return undefined;
		}
		this.#wasAnswered ||= hasGotOn || (error.reason !== "offline" && error.reason !== "refused");
		this.#inVain = hasGotOn ? 1 : this.#inVain + 1;
		const { attempts, wait, longestWait, longestAskedWait, firstPatience } = this.limits;
		const next = error.wait ?? Math.min(wait * 2 ** (this.#inVain - 1), longestWait);
		const isHopeful = this.#wasAnswered
			? this.#inVain < attempts && next <= longestAskedWait
			: performance.now() - this.#begin + next < firstPatience;
		return isHopeful ? next : undefined;
	}
}

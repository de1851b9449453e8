/** Milliseconds. Loading a model again takes up to a minute: less, and a server that dies of it would be busy with nothing else. */
const pause = 5 * 60_000;

/**
 * Whether what comes with every key may start the server: a server that could not start or died is left alone for a while.
 * What the user does may always start it.
 */
export class AutomaticStart {
	#lastEnd = Number.NEGATIVE_INFINITY;
	#isTold = false;

	isAllowed(now: number): boolean {
		return now - this.#lastEnd >= pause;
	}

	/** It could not start, or died. */
	noteEnd(now: number): void {
		this.#lastEnd = now;
	}

	noteStart(): void {
		this.#lastEnd = Number.NEGATIVE_INFINITY;
		this.#isTold = false;
	}

	/** True once, until it has started again: the user is told of a server that cannot start, but not with every key. */
	isNews(): boolean {
		const wasTold = this.#isTold;
		this.#isTold = true;
		return !wasTold;
	}
}

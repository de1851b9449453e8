interface Waiting {
	readonly onAhead: (ahead: number) => void;
	readonly enter: () => void;
}

/** Lets one in at a time, in the order they came; those that wait are told how many are before them. */
export class Queue {
	readonly #waiting: Waiting[] = [];
	readonly #onDidChange: (isBusy: boolean) => void;
	#isBusy = false;

	/** `onDidChange` is called when the first one enters and when the last one has left. */
	constructor(onDidChange: (isBusy: boolean) => void = () => {}) {
		this.#onDidChange = onDidChange;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** How many a newcomer would find before it. */
	get length(): number {
		return this.#waiting.length + (this.#isBusy ? 1 : 0);
	}

	/** Resolves when it is the caller's turn, with what ends the turn; rejects with the signal's reason when aborted before. */
	async enter(onAhead: (ahead: number) => void, signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#isBusy) await this.#wait(onAhead, signal);
		else this.#setBusy(true);
		return () => this.#leave();
	}

	#wait(onAhead: (ahead: number) => void, signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const waiting: Waiting = {
				onAhead,
				enter: () => {
					signal.removeEventListener("abort", giveUp);
					resolve();
				},
			};
			const giveUp = () => {
				this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
				this.#tellAhead();
				reject(signal.reason);
			};
			signal.addEventListener("abort", giveUp, { once: true });
			this.#waiting.push(waiting);
			onAhead(this.#waiting.length);
		});
	}

	#leave(): void {
		const next = this.#waiting.shift();
		if (!next) {
			this.#setBusy(false);
			return;
		}
		this.#tellAhead();
		next.enter();
	}

	#tellAhead(): void {
		for (const [index, waiting] of this.#waiting.entries()) waiting.onAhead(index + 1);
	}

	#setBusy(isBusy: boolean): void {
		this.#isBusy = isBusy;
		this.#onDidChange(isBusy);
	}
}

/** Does something when it is its turn. */
export async function inTurn<Result>(queue: Queue, work: () => Promise<Result>): Promise<Result> {
	const leave = await queue.enter(() => {}, never);
	try {
		return await work();
	} finally {
		leave();
	}
}

const never = new AbortController().signal;

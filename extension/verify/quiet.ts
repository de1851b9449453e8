/** Milliseconds. */
export interface QuietTimes {
	/** Without anything new, until it counts as quiet. */
	readonly quiet: number;
	/** After which it counts as quiet whatever happens. */
	readonly limit: number;
}

/** Tells when something that comes in bursts has come to rest. */
export class Quiet {
	readonly #times: QuietTimes;
	readonly #onQuiet: () => void;
	#pause: NodeJS.Timeout | undefined;
	#limit: NodeJS.Timeout | undefined;

	constructor(times: QuietTimes, onQuiet: () => void) {
		this.#times = times;
		this.#onQuiet = onQuiet;
	}

	/** Something came; what follows it may be waited for longer than usual. */
	touch(pause = this.#times.quiet): void {
		clearTimeout(this.#pause);
		this.#pause = setTimeout(() => this.#end(), pause);
		this.#limit ??= setTimeout(() => this.#end(), this.#times.limit);
	}

	dispose(): void {
		clearTimeout(this.#pause);
		clearTimeout(this.#limit);
		this.#pause = undefined;
		this.#limit = undefined;
	}

	#end(): void {
		this.dispose();
		this.#onQuiet();
	}
}

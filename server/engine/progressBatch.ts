/** Milliseconds that a token may wait for company: a message for each would cost more than a small model's tokens do. */
const interval = 8;

/** Collects progress and sends it a few times in the blink of an eye. */
export class ProgressBatch<Progress> {
	readonly #send: (progress: readonly Progress[]) => void;
	readonly #replaces: (later: Progress, earlier: Progress) => boolean;
	#collected: Progress[] = [];
	#timer: NodeJS.Timeout | undefined;

	/** `replaces`: whether one that comes right after another makes it needless. */
	constructor(
		send: (progress: readonly Progress[]) => void,
		replaces: (later: Progress, earlier: Progress) => boolean = () => false,
	) {
		this.#send = send;
		this.#replaces = replaces;
	}

	add(progress: Progress): void {
		const last = this.#collected.at(-1);
		if (last !== undefined && this.#replaces(progress, last)) this.#collected.pop();
		this.#collected.push(progress);
		this.#timer ??= setTimeout(() => this.flush(), interval);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#collected.length > 0) this.#send(this.#collected);
		this.#collected = [];
	}
}

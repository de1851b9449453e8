import type { GenerateProgress } from "./engine";

/** Milliseconds that a token may wait for company: a message for each would cost more than a small model's tokens do. */
const interval = 8;

/** Collects progress and sends it a few times in the blink of an eye; of what was read of the prompt, the latest. */
export class ProgressBatch {
	readonly #send: (progress: readonly GenerateProgress[]) => void;
	#collected: GenerateProgress[] = [];
	#timer: NodeJS.Timeout | undefined;

	constructor(send: (progress: readonly GenerateProgress[]) => void) {
		this.#send = send;
	}

	add(progress: GenerateProgress): void {
		if (progress.kind === "prefill" && this.#collected.at(-1)?.kind === "prefill") this.#collected.pop();
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

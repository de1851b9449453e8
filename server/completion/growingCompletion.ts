/** A completion that is being written by the model while the user types on. */
import type { Place } from "./place";
import { addedClosers } from "./typedOn";

interface Waiting {
	readonly typed: string;
	readonly settle: (isReached: boolean) => void;
}

/**
 * Holds what the model has written so far, as it is: nothing is filtered. A later request at a place that the text may
 * still lead to waits for it instead of asking anew.
 */
export class GrowingCompletion {
	/** Where it was asked for. */
	readonly place: Place;
	readonly #waiting = new Set<Waiting>();
	#text = "";
	#probabilities = 0;
	#tokens = 0;
	#state: "growing" | "ended" | "stopped" = "growing";

	constructor(place: Place) {
		this.place = place;
	}

	get text(): string {
		return this.#text;
	}

	/** The mean of its tokens; 0 before the first. */
	get probability(): number {
		return this.#tokens === 0 ? 0 : this.#probabilities / this.#tokens;
	}

	/** The next token. */
	push(text: string, probability: number): void {
		this.#text += text;
		this.#probabilities += probability;
		this.#tokens++;
		this.#settle();
	}

	/** There is no more to come, and what there is can be used. */
	end(): void {
		if (this.#state === "growing") this.#state = "ended";
		this.#settle();
	}

	/** It was given up, and is of no use. */
	stop(): void {
		if (this.#state === "growing") this.#state = "stopped";
		this.#settle();
	}

	/** Whether what was typed from its place to that one is what it says, as far as it goes. */
	follows(place: Place): boolean {
		const typed = this.#typedTo(place);
		return typed !== undefined && this.#outcome(typed) !== false;
	}

	/**
	 * Resolves once it is over: with true if it has ended and that place is on its way, with false as soon as it says
	 * something else or is given up. Rejects with the signal's reason when aborted before.
	 */
	async reaches(place: Place, signal: AbortSignal): Promise<boolean> {
		signal.throwIfAborted();
		const typed = this.#typedTo(place);
		if (typed === undefined) return false;
		return this.#outcome(typed) ?? (await this.#wait(typed, signal));
	}

	#wait(typed: string, signal: AbortSignal): Promise<boolean> {
		return new Promise((resolve, reject) => {
			const waiting: Waiting = {
				typed,
				settle: (isReached) => {
					signal.removeEventListener("abort", giveUp);
					resolve(isReached);
				},
			};
			const giveUp = () => {
				this.#waiting.delete(waiting);
				reject(signal.reason);
			};
			signal.addEventListener("abort", giveUp, { once: true });
			this.#waiting.add(waiting);
		});
	}

	#settle(): void {
		for (const waiting of this.#waiting) {
			const outcome = this.#outcome(waiting.typed);
			if (outcome === undefined) continue;
			this.#waiting.delete(waiting);
			waiting.settle(outcome);
		}
	}

	/** Whether that is on its way; undefined: it is too early to say. */
	#outcome(typed: string): boolean | undefined {
		if (this.#state === "stopped") return false;
		if (this.#text.startsWith(typed)) return this.#state === "ended" ? true : undefined;
		return this.#state === "growing" && typed.startsWith(this.#text) ? undefined : false;
	}

	#typedTo({ uri, before, after }: Place): string | undefined {
		if (uri !== this.place.uri || !before.startsWith(this.place.before)) return undefined;
		const typed = before.slice(this.place.before.length);
		const closers = addedClosers(typed, this.place.after, after, Number.POSITIVE_INFINITY);
		return closers === undefined ? undefined : typed;
	}
}

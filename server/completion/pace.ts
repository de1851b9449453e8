/** Whether a model is too slow for completions that come by themselves: they would only keep the machine busy. */

/** Milliseconds. Nobody waits longer for what was not asked for. */
const tooLong = 5000;
/** In a row: the first prompt takes long to read, and later ones have it in the cache. */
const often = 3;

export class Pace {
	#slow = 0;

	/** What became of a request: how long the model was at it, in milliseconds, whether or not it came to an end. */
	took(time: number, isWhole: boolean): void {
		if (time >= tooLong) this.#slow++;
		// One that was overtaken early says nothing of the model.
		else if (isWhole) this.#slow = 0;
	}

	get isTooSlow(): boolean {
		return this.#slow >= often;
	}

	/** With another model, or as the user asks for more, it gets another chance. */
	reset(): void {
		this.#slow = 0;
	}
}

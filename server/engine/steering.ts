import type { Steer } from "../protocol/runs";

/** The user's hand on a thought. What is pressed before anyone listens is kept for who comes. */
export class Steering {
	readonly #pressed: Steer[] = [];
	readonly #listeners = new Set<(steer: Steer) => void>();

	press(steer: Steer): void {
		this.#pressed.push(steer);
		for (const listener of this.#listeners) listener(steer);
	}

	/** Calls back for every press, earlier ones first; returns what ends that. */
	onDidPress(listener: (steer: Steer) => void): () => void {
		for (const steer of this.#pressed) listener(steer);
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}

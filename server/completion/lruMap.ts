/** A map that keeps the entries which were used last. */
export class LruMap<Key, Value> {
	readonly #capacity: number;
	readonly #entries = new Map<Key, Value>();

	constructor(capacity: number) {
		this.#capacity = capacity;
	}

	get(key: Key): Value | undefined {
		const value = this.#entries.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	set(key: Key, value: Value): void {
		// A map's order is that of insertion.
		this.#entries.delete(key);
		this.#entries.set(key, value);
		for (const oldest of this.#entries.keys()) {
			if (this.#entries.size <= this.#capacity) break;
			this.#entries.delete(oldest);
		}
	}

	delete(key: Key): void {
		this.#entries.delete(key);
	}

	clear(): void {
		this.#entries.clear();
	}

	/** The one that was used last comes first; looking through them is no use. */
	entries(): readonly (readonly [Key, Value])[] {
		return [...this.#entries].reverse();
	}
}

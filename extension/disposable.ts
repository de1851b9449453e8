export interface Disposable {
	dispose(): unknown;
}

/** Owns what it is given: disposing twice is harmless, and what is added after that is disposed at once. */
export class DisposableStore implements Disposable {
	readonly #members = new Set<Disposable>();
	#isDisposed = false;

	add<T extends Disposable>(member: T): T {
		if (this.#isDisposed) {
			member.dispose();
		} else {
			this.#members.add(member);
		}
		return member;
	}

	/** The last one added goes first. One that fails does not keep the others; what failed is thrown at the end. */
	dispose(): void {
		this.#isDisposed = true;
		const members = [...this.#members].reverse();
		this.#members.clear();
		const errors: unknown[] = [];
		for (const member of members) {
			try {
				member.dispose();
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) {
			throw new AggregateError(errors, "Not everything could be disposed.");
		}
	}
}

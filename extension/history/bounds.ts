// How much of the past is kept.
import { familiesOf } from "./families";

export interface Bounds {
	readonly runs: number;
	/** Of the runs' files together. */
	readonly bytes: number;
}

/**
 * Of one workspace. A run with a long thought takes some 50 to 100 KB, so that both are reached at about the same time;
 * as much is read in well under a second when a window opens, and searched at each key that is pressed.
 */
export const bounds: Bounds = { runs: 200, bytes: 20 * 1024 * 1024 };

/** A run and what it counts. */
export interface Kept {
	readonly id: string;
	readonly root: string;
	readonly date: number;
	readonly bytes: number;
}

/**
 * The runs that are too many. A family goes as a whole, and first the one that nothing was done with for the longest
 * time; only where the newest one alone is too much, its oldest runs go.
 */
export function beyond(kept: readonly Kept[], limits: Bounds): readonly string[] {
	const [newest = [], ...others] = familiesOf(kept);
	const over = newest.filter((_, index) => !fits(newest.slice(0, index + 1), limits));
	const taken = newest.slice(0, newest.length - over.length);
	let isFull = over.length > 0;
	for (const family of others) {
		isFull ||= !fits([...taken, ...family], limits);
		(isFull ? over : taken).push(...family);
	}
	return over.map(({ id }) => id);
}

function fits(kept: readonly Kept[], { runs, bytes }: Bounds): boolean {
	return kept.length <= runs && kept.reduce((sum, it) => sum + it.bytes, 0) <= bytes;
}

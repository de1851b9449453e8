/** Lines `[start, end)`, or the place before line `start` where something was removed. */
interface Place {
	readonly index: number;
	readonly start: number;
	readonly end: number;
}

/** The hunk that a line belongs to: the one that holds it, else the nearest; null where there is none. */
export function hunkOf(line: number, hunks: readonly Place[]): number | null {
	const nearest = hunks.toSorted((a, b) => distance(line, a) - distance(line, b)).at(0);
	return nearest?.index ?? null;
}

/** Whether a hunk wrote the line, or removed what stood right before it. */
export function isInHunk(line: number, hunks: readonly Place[]): boolean {
	return hunks.some((hunk) => distance(line, hunk) === 0);
}

function distance(line: number, { start, end }: Place): number {
	const last = Math.max(start, end - 1);
	return line < start ? start - line : Math.max(0, line - last);
}

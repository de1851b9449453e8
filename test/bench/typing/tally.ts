/** What is counted in a replay. */

/** A completion, when it was first shown. */
export interface Showing {
	/** Characters. */
	readonly length: number;
	/** Of these, how many are as what was to be typed. */
	readonly agreeing: number;
	/** Milliseconds from the request to the answer, as the editor has it. */
	readonly latency: number;
}

export class Tally {
	/** By their ids. */
	readonly showings = new Map<string, Showing>();
	keys = 0;
	/** Sent by the editor. */
	requests = 0;
	/** Of these, taken back by the editor before there was an answer. */
	withdrawn = 0;
	accepted = 0;
	/** Characters. */
	acceptedLength = 0;
}

/** The value that this share of the values does not exceed; 0 where there is none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function percent(part: number, whole: number): string {
	return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}

export function ratio(one: number, other: number): string {
	return other === 0 ? "-" : (one / other).toFixed(1);
}

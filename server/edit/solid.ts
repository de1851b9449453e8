/** Text without its white space, for comparing code whose layout does not matter. */
export interface Solid {
	readonly raw: string;
	readonly text: string;
	/** Where in `raw` each character of `text` is. */
	readonly offsets: readonly number[];
}

export function solidOf(raw: string): Solid {
	const offsets = Array.from(raw.matchAll(/\S/g), ({ index }) => index);
	return { raw, text: squeeze(raw), offsets };
}

export function squeeze(raw: string): string {
	return raw.replace(/\s+/g, "");
}

/** The text from one character of the solid text up to another, with the white space before and after. */
export function withSpaceAround({ offsets, raw }: Solid, from: number, to: number): string {
	const start = from === 0 ? 0 : (offsets[from - 1] ?? 0) + 1;
	return raw.slice(start, offsets[to] ?? raw.length);
}

// Names of the place that a run is about.
import type { RunSnapshot } from "../../server/protocol/run";

/** `cart.ts:12–18`: the file's name and lines. */
export function placeOf({ uri, range }: Pick<RunSnapshot, "uri" | "range">): string {
	const [first, last] = [range.start.line + 1, range.end.line + 1];
	return `${nameOf(uri)}:${first === last ? first : `${first}–${last}`}`;
}

/** The last part of a URI's path, as it is on the disk. */
export function nameOf(uri: string): string {
	return decoded(uri.slice(uri.lastIndexOf("/") + 1));
}

/** A URI's text as a user would write it; for showing and searching alone. */
export function decoded(uri: string): string {
	try {
		return decodeURIComponent(uri);
	} catch {
		// A lone % that nobody encoded.
		return uri;
	}
}

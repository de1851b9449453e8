/** A part of a URI as people read it. */
export function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		// A lone % that some client did not encode: the text as it is will do.
		return part;
	}
}

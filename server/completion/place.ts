/** Where a completion is asked for. Line ends are `\n` here, whatever the document has. */
export interface Place {
	readonly uri: string;
	readonly languageId: string;
	/** The document's text before the cursor. */
	readonly before: string;
	/** The document's text after the cursor. */
	readonly after: string;
}

/** From the start of the cursor's line to the cursor. */
export function lineBefore({ before }: Place): string {
	return before.slice(before.lastIndexOf("\n") + 1);
}

/** From the cursor to the end of its line. */
export function lineAfter({ after }: Place): string {
	const end = after.indexOf("\n");
	return end < 0 ? after : after.slice(0, end);
}

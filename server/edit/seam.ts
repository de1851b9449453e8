/** The white space where code that a model wrote meets code that was there. `own` is the document's, `given` the model's. */

/** After the code that was there: the line that follows is the cursor's, so that its indentation may be the model's. */
export function seamBefore(own: string, given: string): string {
	const owned = lineEnds(own);
	const wanted = lineEnds(given);
	if (wanted === 0) return own || given;
	if (owned === 0) return given;
	return own.slice(0, own.lastIndexOf("\n")) + "\n".repeat(Math.max(1, wanted - owned + 1)) + lastLine(given);
}

/** Before the code that was there, which stays where it is unless the model moved it to a line of its own. */
export function seamAfter(own: string, given: string): string {
	const owned = lineEnds(own);
	const wanted = lineEnds(given);
	if (wanted === 0) return own || given;
	return owned === 0 ? given : "\n".repeat(Math.max(0, wanted - owned)) + own;
}

/** Moves the lines after the first one as far as it is from one indentation to another. */
export function moveLines(text: string, from: string, to: string): string {
	const columns = to.length - from.length;
	if (columns === 0) return text;
	const added = (to.startsWith("\t") ? "\t" : " ").repeat(Math.max(0, columns));
	return text.replace(/\n([ \t]*)(?=\S|$)/g, (_, indent: string) => `\n${added}${indent.slice(Math.max(0, -columns))}`);
}

function lineEnds(space: string): number {
	return space.split("\n").length - 1;
}

function lastLine(space: string): string {
	return space.slice(space.lastIndexOf("\n") + 1);
}

/** Counts brackets in code of any language, roughly: those in strings and in comments to the line's end are left out. */

// Templates and other strings over several lines are not followed; a quote that is not closed is an apostrophe.
const quiet = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/\/.*$|(?:^|\s)#\s.*$|\/\*.*?\*\//g;

/** How many brackets are open after each line. */
export function bracketDepths(lines: readonly string[]): number[] {
	let depth = 0;
	return lines.map((line) => {
		for (const bracket of line.replace(quiet, "").match(/[()[\]{}]/g) ?? []) depth += "([{".includes(bracket) ? 1 : -1;
		return depth;
	});
}

/** Brackets that are opened and not closed, less those closed and not opened. */
export function openBrackets(lines: readonly string[]): number {
	return bracketDepths(lines).at(-1) ?? 0;
}

/** The lines of a text, without their endings, whichever those are. A final ending leaves an empty last line. */
export function splitLines(text: string): string[] {
	return text.split(/\r\n|\r|\n/);
}

export function isBlank(line: string): boolean {
	return line.trim() === "";
}

/** The white space that a line begins with. */
export function indentationOf(line: string): string {
	return /^[ \t]*/.exec(line)?.[0] ?? "";
}

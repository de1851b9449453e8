/** Where a cursor is, and in which version of the document. */
export interface CursorPlace {
	readonly uri: string;
	readonly version: number;
	readonly line: number;
}

/**
 * Whether a cursor has come to another line other than by typing on. VS Code calls both "keyboard"; but what is typed
 * changes the document, and it tells of that first.
 */
export function isElsewhere(before: CursorPlace | undefined, now: CursorPlace): boolean {
	if (!before || before.uri !== now.uri) {
		return true;
	}
	return before.version === now.version && before.line !== now.line;
}

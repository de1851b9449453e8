import type { RunSnapshot } from "../../server/protocol/run";
import { splitLines } from "../proposal/lineSplice";

interface Place {
	/** Of the run's code. */
	readonly line: number;
	readonly character: number;
}

/** Where a completion's cursor is in the lines that its code has become; undefined where its line begins otherwise now. */
export function cursorNow({ code, cursor, range }: RunSnapshot, lines: readonly string[]): Place | undefined {
	if (!cursor) {
		return undefined;
	}
	const before = splitLines(code);
	const line = cursor.line - range.start.line;
	const own = before[line] ?? "";
	// Lines may have come or gone above the cursor, or below it.
	const places = [line, line + lines.length - before.length];
	const found =
		places.find((at) => lines[at] === own) ??
		places.find((at) => lines[at]?.startsWith(own.slice(0, cursor.character)));
	return found === undefined ? undefined : { line: found, character: cursor.character };
}

import type { Place } from "../place";
import { BlockReader, openerAt } from "../syntax/block";
import { textLines } from "../syntax/textLines";

/** Stops at a line that is indented less than the block which the cursor is in; what closes the block stays, if it is missing. */
export function dedent(text: string, place: Place): string {
	const reader = new BlockReader(place, openerAt(place));
	for (const line of textLines(text, place)) {
		const end = reader.read(line);
		if (end !== undefined) return text.slice(0, end);
	}
	return text;
}

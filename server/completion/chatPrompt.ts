/** The prompt for an R1 distill, which was never taught to fill in the middle: a user's turn, and how the answer begins. */
import { cursorMark } from "../prompt/cursorMark";
import { fence, oneLine, openingFence, relatedBlocks } from "../prompt/prompt";
import type { Frame } from "./frame";

export interface ChatPrompt {
	readonly user: string;
	/** Ends in a line end; what is typed follows. */
	readonly answer: string;
}

/** What stays the same the longest comes first: related code before the file. */
export function chatPrompt(frame: Frame): ChatPrompt {
	const { path, languageId, before, after, related } = frame;
	const mark = cursorMark(textIn(frame));
	const code = `${before}${mark}${after}`;
	const sections = [
		`Complete the code at ${mark}.`,
		related.length > 0 && ["Related code:", ...relatedBlocks(related, path)].join("\n"),
		`File: ${oneLine(path)}`,
		fence(code, languageId),
	];
	return { user: sections.filter(Boolean).join("\n\n"), answer: openingFence(code, languageId) };
}

function textIn({ path, before, after, related }: Frame): string {
	return [path, before, after, ...related.flatMap((piece) => [piece.path, piece.code])].join("\n");
}

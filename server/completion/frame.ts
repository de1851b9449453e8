/** The part of a completion's prompt that stays as it is while the user types on, so that the KV cache keeps it. */
import type { RelatedCode } from "../protocol/runs";

/**
 * A window of the document around the line in which the user began to type. What is typed from the start of that line on
 * is not in it: the model is taken to have written it already, at the end of the prompt.
 */
export interface Frame {
	readonly uri: string;
	/** As shown to the model: relative to the workspace where possible. */
	readonly path: string;
	readonly languageId: string;
	/** The document's text from the start of a line to the start of the line where the frame was made; ends in a line end or is empty. */
	readonly before: string;
	/** The document's text from where the cursor was to the end of a line. */
	readonly after: string;
	/** Code from elsewhere, the most relevant first. */
	readonly related: readonly RelatedCode[];
}

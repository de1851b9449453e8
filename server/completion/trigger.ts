/** Where a completion would be in the way. What is asked for is another matter: it is never refused, if it can be shown. */
import { lineAfter, type Place } from "./place";
import { regionAt } from "./syntax/region";

export type Refusal =
	/** The cursor is before a letter, a digit or an underscore: what is written there is part of that word. */
	| "insideWord"
	| "comment"
	/** So much follows on the line that ghost text would push it out of sight. */
	| "longLine"
	/** The document holds nothing to go by. */
	| "empty"
	/** The suggest widget's item replaces what the cursor does not stand in, or has not what is typed there. */
	| "suggestDisagrees";

/** What the suggest widget has selected, LSP's `SelectedCompletionInfo`: offsets into the document's text. */
export interface SelectedCompletion {
	readonly start: number;
	readonly end: number;
	/** What would stand there. */
	readonly text: string;
}

export interface TriggerRequest {
	readonly isExplicit: boolean;
	/** Whether comments are completed without being asked. */
	readonly inComments: boolean;
	readonly selected: SelectedCompletion | undefined;
}

/** Where a completion begins, and how its item has to be made: a client shows none that does not extend what is selected. */
export interface Opening {
	/** As it would be with the selected item accepted. */
	readonly place: Place;
	/** What the item's text begins with, before the completion. */
	readonly lead: string;
	/** The item's range, offsets into the document's text: from before what `lead` replaces. */
	readonly start: number;
	readonly end: number;
}

/** Characters after the cursor; much more than a line's: only data and generated code go on like this. */
const maxLineAfter = 120;

/** Why nothing is offered there; undefined: something may be. */
export function refusalAt(place: Place, { isExplicit, inComments, selected }: TriggerRequest): Refusal | undefined {
	if (selected && !canExtend(place, selected)) return "suggestDisagrees";
	if (isExplicit) return undefined;
	const opening = withSelected(place, selected).place;
	if (opening.before.trim() === "" && opening.after.trim() === "") return "empty";
	if (/^[\p{L}\p{N}_]/u.test(opening.after)) return "insideWord";
	if (lineAfter(opening).trim().length > maxLineAfter) return "longLine";
	// Last, as it reads the whole text before.
	if (!inComments && regionAt(opening.before, opening.languageId) === "comment") return "comment";
	return undefined;
}

export function withSelected(place: Place, selected: SelectedCompletion | undefined): Opening {
	const cursor = place.before.length;
	if (!selected) return { place, lead: "", start: cursor, end: cursor };
	const { start, end, text } = selected;
	const before = place.before.slice(0, start) + text;
	return { place: { ...place, before, after: place.after.slice(end - cursor) }, lead: text, start, end };
}

/** Ghost text adds to what stands there and never changes it; letters may change their case. */
function canExtend({ before, after }: Place, { start, end, text }: SelectedCompletion): boolean {
	const cursor = before.length;
	if (start > cursor || end < cursor) return false;
	const typed = before.slice(start).toLowerCase();
	const replaced = after.slice(0, end - cursor).toLowerCase();
	const wanted = text.toLowerCase();
	return !/\n/.test(typed + replaced) && wanted.startsWith(typed) && isWithin(replaced, wanted.slice(typed.length));
}

/** Whether all of its characters are in the text, in this order. */
function isWithin(characters: string, text: string): boolean {
	let position = 0;
	for (const character of characters) {
		position = text.indexOf(character, position) + 1;
		if (position === 0) return false;
	}
	return true;
}

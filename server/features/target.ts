/** What a run is about: a piece of a document, as it was when the user asked. */

import type { Position, Range } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { growRange, rangeAround } from "../edit/range";
import { decoded } from "../edit/uri";
import type { StartRunParams } from "../protocol/runs";

export interface Target {
	/** A copy: the server's own document changes with the user's typing. */
	readonly document: TextDocument;
	/** Whole lines. */
	readonly range: Range;
	/** The text of the range. */
	readonly code: string;
	/** Of `complete`: where the code is to go on, in the document. */
	readonly cursor?: Position;
	/** As shown to the model. */
	readonly path: string;
}

/** The code that `params` speak of, or a sentence for the user that says what is missing. */
export function targetOf(
	document: TextDocument | undefined,
	params: Pick<StartRunParams, "action" | "instruction" | "selection" | "symbols">,
	pathOf: (uri: string) => string,
): Target | string {
	if (!document) return "The document is not open any more. Open it and try again.";
	if (params.action === "edit" && !params.instruction?.trim()) return "Say what to change: the instruction is empty.";
	const { uri, languageId, version } = document;
	const copy = TextDocument.create(uri, languageId, version, document.getText());
	const { selection, symbols = [] } = params;
	const found = { document: copy, path: pathOf(uri) };
	if (params.action === "complete") {
		// A position after the end of its line is at the end.
		const cursor = copy.positionAt(copy.offsetAt(selection.end));
		const range = rangeAround(copy, cursor, symbols);
		return { ...found, range, code: copy.getText(range), cursor };
	}
	const range = growRange(copy, selection, symbols);
	if (!range) return "There is no code here. Put the cursor into a function or select some lines.";
	return { ...found, range, code: copy.getText(range) };
}

/** The cursor as an offset into the code; the code's end where there is none. */
export function cursorOffset({ code, cursor, document, range }: Target): number {
	if (!cursor) return code.length;
	return Math.max(0, Math.min(code.length, document.offsetAt(cursor) - document.offsetAt(range.start)));
}

/** The line ending of a document: that of the range where it has one. */
export function lineEnding(document: TextDocument, range: Range): string {
	const pattern = /\r\n|\r|\n/;
	const found = pattern.exec(document.getText(range)) ?? pattern.exec(document.getText());
	return found?.[0] ?? "\n";
}

/** The address of a file beside a document. */
export function siblingUri(uri: string, name: string): string {
	return `${uri.slice(0, uri.lastIndexOf("/") + 1)}${encodeURIComponent(name)}`;
}

/** The path of a document within the workspace folder that holds it, else its file's name. */
export function pathWithin(folders: readonly string[], uri: string): string {
	const folder = folders
		.map((it) => (it.endsWith("/") ? it : `${it}/`))
		.filter((it) => uri.startsWith(it))
		.sort((one, other) => other.length - one.length)[0];
	return decoded(folder ? uri.slice(folder.length) : uri.slice(uri.lastIndexOf("/") + 1));
}

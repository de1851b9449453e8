import type { Position } from "vscode-languageserver-protocol";
import type { ContentChange } from "../../../extension/proposal/lineSplice";

/** A text with a change done, computed by offsets alone: the judge of everything that counts in lines. */
export function changedText(text: string, { range, text: inserted }: ContentChange): string {
	return text.slice(0, offsetAt(text, range.start)) + inserted + text.slice(offsetAt(text, range.end));
}

function offsetAt(text: string, { line, character }: Position): number {
	const lines = text.split(/(?<=\n)/);
	return lines.slice(0, line).join("").length + character;
}

/** How each language writes comments and strings, by VS Code's language ids. */
import { braceLanguages } from "./braceLanguages";
import { hashLanguages } from "./hashLanguages";
import { markupLanguages } from "./markupLanguages";
import type { Mode } from "./mode";
import { otherLanguages } from "./otherLanguages";

const notations = new Map<string, Mode>(
	[braceLanguages, hashLanguages, markupLanguages, otherLanguages].flatMap((languages) =>
		languages.flatMap(([mode, ...ids]) => ids.map((id) => [id, mode] as const)),
	),
);

export function notationOf(languageId: string): Mode | undefined {
	return notations.get(languageId);
}

/** Whether the language is words. */
export function isProse(languageId: string): boolean {
	return notationOf(languageId)?.isProse ?? false;
}

/** What a comment to the end of its line begins with; undefined where the language has none, or is not known. */
export function lineCommentMark(languageId: string): string | undefined {
	return notationOf(languageId)?.rules.find(({ mark }) => mark !== undefined)?.mark;
}

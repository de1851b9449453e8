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

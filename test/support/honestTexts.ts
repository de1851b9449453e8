import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repositoryRoot";

/** A text such as a model writes when nothing is wrong with it. */
export interface HonestText {
	readonly name: string;
	readonly text: string;
}

/** Thoughts and answers that have much in them that is alike. */
export function readHonestTexts(): readonly HonestText[] {
	const all = readFileSync(join(repositoryRoot(), "test", "fixtures", "honestTexts.md"), "utf8");
	return all
		.split(/^=== /m)
		.slice(1)
		.map((part) => {
			const end = part.indexOf("\n");
			return { name: part.slice(0, end), text: part.slice(end + 1).trim() };
		});
}

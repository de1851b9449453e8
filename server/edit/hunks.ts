import { diffArrays } from "diff";
import type { Hunk } from "../protocol/run";
import { splitLines } from "./lines";

/** Beyond this many changed lines a diff takes long and says little: the whole is one hunk then. */
const maxLineChanges = 4000;

/**
 * The stretches of lines in which two texts differ; line endings do not count. `firstLine` is the zero-based line of the
 * document that `oldText` begins at. At least one unchanged line lies between two hunks.
 */
export function makeHunks(oldText: string, newText: string, firstLine: number): Hunk[] {
	const before = splitLines(oldText);
	const after = splitLines(newText);
	const changes = diffArrays(before, after, { maxEditLength: maxLineChanges });
	if (!changes) return [{ index: 0, oldStart: firstLine, oldLines: before, newStart: firstLine, newLines: after }];

	const hunks: Hunk[] = [];
	let oldLine = 0;
	let newLine = 0;
	let oldStart = 0;
	let newStart = 0;
	const close = () => {
		if (oldStart < oldLine || newStart < newLine) {
			hunks.push({
				index: hunks.length,
				oldStart: firstLine + oldStart,
				oldLines: before.slice(oldStart, oldLine),
				newStart: firstLine + newStart,
				newLines: after.slice(newStart, newLine),
			});
		}
	};
	for (const { added, removed, count } of changes) {
		if (!added && !removed) close();
		if (!added) oldLine += count;
		if (!removed) newLine += count;
		if (!added && !removed) [oldStart, newStart] = [oldLine, newLine];
	}
	close();
	return hunks;
}

// What an edit does to lines that earlier edits proposed and that are not decided on yet: its hunks take them over, so
// that rejecting them gives back the user's own lines, and never another proposal's.
import type { Hunk } from "../../server/protocol/run";
import { spliceLines } from "./lineSplice";

/** Lines `[start, end)` that were `oldLines` before they were proposed. */
export interface Proposed {
	readonly start: number;
	readonly end: number;
	readonly oldLines: readonly string[];
}

/** Hunks that can only be decided together, as they share lines of an earlier one; mostly just one. */
export interface HunkGroup<T extends Proposed> extends Proposed {
	readonly newLines: readonly string[];
	/** Of the hunks, in their order. */
	readonly indexes: readonly number[];
	/** The earlier hunks whose lines are taken over. */
	readonly taken: readonly T[];
}

interface Span<T> {
	readonly start: number;
	readonly end: number;
	readonly own: readonly Hunk[];
	readonly taken: readonly T[];
}

/** `pending`: the earlier hunks that are not decided on; neither they nor `hunks` overlap among themselves. */
export function groupHunks<T extends Proposed>(
	lines: readonly string[],
	hunks: readonly Hunk[],
	pending: readonly T[],
): readonly HunkGroup<T>[] {
	const single = hunks.map(
		(hunk): Span<T> => ({
			start: hunk.oldStart,
			end: hunk.oldStart + hunk.oldLines.length,
			own: [hunk],
			taken: [],
		}),
	);
	return pending.reduce<readonly Span<T>[]>(takeOver, single).map((span) => toGroup(lines, span));
}

function takeOver<T extends Proposed>(spans: readonly Span<T>[], earlier: T): readonly Span<T>[] {
	const isTouched = (span: Span<T>) => span.start < earlier.end && earlier.start < span.end;
	const touched = spans.filter(isTouched);
	if (touched.length === 0) {
		return spans;
	}
	const all = [...touched, earlier];
	const joined = {
		start: Math.min(...all.map(({ start }) => start)),
		end: Math.max(...all.map(({ end }) => end)),
		own: touched.flatMap(({ own }) => own),
		taken: [...touched.flatMap(({ taken }) => taken), earlier],
	};
	return [...spans.filter((span) => !isTouched(span)), joined];
}

function toGroup<T extends Proposed>(lines: readonly string[], { start, end, own, taken }: Span<T>): HunkGroup<T> {
	const shown = lines.slice(start, end);
	const inverse = taken.map((it) => ({ start: it.start, removed: it.end - it.start, inserted: it.oldLines }));
	const edit = own.map((it) => ({ start: it.oldStart, removed: it.oldLines.length, inserted: it.newLines }));
	const changed = (splices: typeof edit) =>
		splices
			.toSorted((a, b) => a.start - b.start || a.removed - b.removed)
			.reverse()
			.reduce<readonly string[]>((text, it) => spliceLines(text, { ...it, start: it.start - start }), shown);
	return {
		start,
		end,
		oldLines: changed(inverse),
		newLines: changed(edit),
		indexes: own.map(({ index }) => index).sort((a, b) => a - b),
		taken,
	};
}

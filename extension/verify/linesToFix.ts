import type { LineRange } from "../run/trackedRange";

/** Lines of code, or with no end the place whose surroundings are meant. */
interface FixLines {
	readonly start: number;
	readonly end?: number;
}

/** More lines than this are too much for a model to rewrite on account of a problem. */
const maxLines = 120;

/**
 * The lines that a fix of problems is about: the edited code with all of them, else with those that are in it, else
 * what is around the first one.
 */
export function linesToFix(problems: readonly number[], code: LineRange | undefined): FixLines {
	const [first = 0] = problems.toSorted((a, b) => a - b);
	if (!code) {
		return { start: first };
	}
	const all = { start: Math.min(code.start, ...problems), end: Math.max(code.end, ...problems) };
	if (all.end - all.start < maxLines) {
		return all;
	}
	return problems.some((line) => code.start <= line && line <= code.end) ? code : { start: first };
}

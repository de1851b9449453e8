/** Which benchmarks are compared, and on what: a value, and what changes it. */
import type { BenchmarkView, CodingView } from "./protocol";

export interface Selection {
	/** Ids that the user has left out. */
	readonly hidden: readonly string[];
	/** Key of the problems that are looked at; empty: those of the newest. */
	readonly problems: string;
	readonly axis: "tokens" | "time";
}

export const initialSelection: Selection = { hidden: [], problems: "", axis: "tokens" };

export type CodedView = BenchmarkView & { readonly coding: CodingView };

/** Shown ones, newest first. */
export function shown(all: readonly BenchmarkView[], { hidden }: Selection): readonly BenchmarkView[] {
	return all.filter(({ id }) => !hidden.includes(id));
}

/** Sets of problems that any of them solved, each once. */
export function problemSets(all: readonly BenchmarkView[]): readonly CodingView[] {
	const sets = new Map(coded(all).map(({ coding }) => [coding.key, coding]));
	return [...sets.values()];
}

/** Of those that are shown, the ones over the problems that are looked at. */
export function compared(all: readonly BenchmarkView[], selection: Selection): readonly CodedView[] {
	const candidates = coded(shown(all, selection));
	const key = candidates.some(({ coding }) => coding.key === selection.problems)
		? selection.problems
		: candidates[0]?.coding.key;
	return candidates.filter(({ coding }) => coding.key === key);
}

export function toggled(selection: Selection, id: string): Selection {
	const { hidden } = selection;
	return { ...selection, hidden: hidden.includes(id) ? hidden.filter((it) => it !== id) : [...hidden, id] };
}

/** A model on a machine is drawn in one way, whatever its effort. */
export function lineOf({ model, place }: BenchmarkView): string {
	return `${model}\n${place}`;
}

/** Ways of drawing are given out by age, so that a new benchmark changes no other. */
export function styleOf(all: readonly BenchmarkView[], benchmark: BenchmarkView): number {
	const lines = [...new Set([...all].reverse().map(lineOf))];
	return lines.indexOf(lineOf(benchmark)) % styleCount;
}

/** Colours and shapes that can be told apart. */
const styleCount = 6;

function coded(all: readonly BenchmarkView[]): readonly CodedView[] {
	return all.flatMap((it) => (it.coding ? [{ ...it, coding: it.coding }] : []));
}

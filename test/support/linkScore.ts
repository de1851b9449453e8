import { linkHunks } from "../../server/reasoning/links";
import { codeOf, type LabelledRun, stepsOf } from "./labelledRuns";

/** How the linker's links compare with what a reader found. A citation is right if its step is in the hunk's label. */
export interface LinkScore {
	readonly runs: number;
	readonly hunks: number;
	/** Pairs of a hunk and a step that names it. */
	readonly named: number;
	readonly cited: number;
	readonly citedRightly: number;
	/** Hunks that some step names. */
	readonly namedHunks: number;
	/** Those of them whose first link, however it is known, goes to such a step. */
	readonly firstRight: number;
	/** Hunks of which no step speaks, and yet one is cited. */
	readonly wronglyCitedHunks: number;
	readonly inferred: number;
}

const noScore: LinkScore = {
	runs: 0,
	hunks: 0,
	named: 0,
	cited: 0,
	citedRightly: 0,
	namedHunks: 0,
	firstRight: 0,
	wronglyCitedHunks: 0,
	inferred: 0,
};

export function scoreOf(runs: readonly LabelledRun[]): LinkScore {
	return runs.flatMap(scoresOfHunks).reduce(sum, { ...noScore, runs: runs.length });
}

/** Of the citations, those that are right. */
export function precision({ cited, citedRightly }: LinkScore): number {
	return citedRightly / cited;
}

/** Of what a reader found, what is cited. */
export function recall({ named, citedRightly }: LinkScore): number {
	return citedRightly / named;
}

function scoresOfHunks(run: LabelledRun): LinkScore[] {
	const links = linkHunks(run.hunks, stepsOf(run), codeOf(run));
	return run.hunks.map(({ index, named }) => {
		if (named === null) throw new Error(`A hunk of ${run.path} has no label: read its thought and give it one.`);
		const own = links.filter(({ hunk }) => hunk === index);
		const cited = own.filter(({ kind }) => kind === "cited");
		const isNamed = named.length > 0;
		return {
			runs: 0,
			hunks: 1,
			named: named.length,
			cited: cited.length,
			citedRightly: cited.filter(({ step }) => named.includes(step)).length,
			namedHunks: isNamed ? 1 : 0,
			firstRight: own.slice(0, 1).filter(({ step }) => named.includes(step)).length,
			wronglyCitedHunks: !isNamed && cited.length > 0 ? 1 : 0,
			inferred: own.length - cited.length,
		};
	});
}

function sum(one: LinkScore, other: LinkScore): LinkScore {
	return {
		runs: one.runs + other.runs,
		hunks: one.hunks + other.hunks,
		named: one.named + other.named,
		cited: one.cited + other.cited,
		citedRightly: one.citedRightly + other.citedRightly,
		namedHunks: one.namedHunks + other.namedHunks,
		firstRight: one.firstRight + other.firstRight,
		wronglyCitedHunks: one.wronglyCitedHunks + other.wronglyCitedHunks,
		inferred: one.inferred + other.inferred,
	};
}

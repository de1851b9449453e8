/** Finds for each hunk the steps it goes back to. */
import type { Hunk, Link, Step, StepKind, Tie } from "../protocol/run";
import { type CodeLines, TokenIndex, tokensOf } from "./code";
import { HunkTokens } from "./hunkTokens";
import { mentionsIn } from "./mentions";
import { nearestStep } from "./nearestStep";
import { rarity } from "./rarity";
import { tiesBetween, type WeighedTie } from "./ties";

const maxLinks = 3;
const maxTies = 5;
/** Weight, all ties together, from which a step counts as citing a hunk. Tuned on thoughts read by eye. */
const citedFrom = 0.25;
/** A link this much weaker than the hunk's best one is noise. */
const shareOfBest = 0.45;
/** Each further tie between the same two counts this much of the one before. */
const furtherTie = 0.7;
/** What every step names still ties, this much as strongly as what one names. */
const leastStepRarity = 0.4;

/** A step that decides on the change says more of it than one that opens the thought or checks something beside it. */
const kindWeight: Readonly<Record<StepKind, number>> = {
	plan: 0.85,
	inspect: 1,
	check: 0.8,
	revise: 1.05,
	decide: 1.15,
};

/**
 * Up to three links for each hunk, best first: the steps that cite what it changes, else the one nearest by content.
 * `code` is what the model was shown.
 */
export function linkHunks(hunks: readonly Hunk[], steps: readonly Step[], code: CodeLines): Link[] {
	const index = new TokenIndex(code.lines);
	const mentions = steps.map((step) => mentionsIn(step.text));
	return hunks.flatMap((hunk) => {
		const tokens = new HunkTokens(hunk, index, code);
		const ties = mentions.map((mention) => tiesBetween(tokens, mention));
		const links = citations(hunk, steps, ties);
		return links.length > 0 ? links : nearestStep(hunk, steps);
	});
}

function citations(hunk: Hunk, steps: readonly Step[], ties: readonly (readonly WeighedTie[])[]): Link[] {
	const rarityOf = stepRarity(ties);
	const links = steps.flatMap((step, at) => {
		const weighed = (ties[at] ?? [])
			.map((tie) => ({ ...tie, weight: tie.weight * rarityOf(tie.key) }))
			.sort((a, b) => b.weight - a.weight);
		const total = kindWeight[step.kind] * weighed.reduce((sum, tie, rank) => sum + tie.weight * furtherTie ** rank, 0);
		// What stands beside the change may be what the step is about; alone it is no reason for the change.
		if (total < citedFrom || !weighed.some((tie) => tie.isToChange)) return [];
		const kind = "cited" as const;
		return [{ hunk: hunk.index, step: step.index, kind, strength: strength(total), ties: telling(weighed) }];
	});
	links.sort((a, b) => b.strength - a.strength || b.step - a.step);
	const least = (links[0]?.strength ?? 0) * shareOfBest;
	return links.filter((link) => link.strength >= least).slice(0, maxLinks);
}

function strength(total: number): number {
	return Math.round((1 - Math.exp(-total)) * 100) / 100;
}

/**
 * What ties the two, the weightiest first; left out is what stands beside the change, or within another one. So is a
 * line's number where anything else ties: beside the file's own numbers, the model's mislead.
 */
function telling(ties: readonly WeighedTie[]): Tie[] {
	const toChange = ties.filter((tie) => tie.isToChange);
	const named = toChange.filter((tie) => !tie.isLineNumber);
	const all = named.length > 0 ? named : toChange;
	return all
		.filter(({ inStep }, at) => at === all.findIndex((other) => other.inStep === inStep))
		.filter(({ inStep }) => !all.some((other) => other.inStep !== inStep && holds(other.inStep, inStep)))
		.slice(0, maxTies)
		.map(({ inStep, inCode }) => ({ inStep, inCode }));
}

/** Whether one text has another, token by token: `<=` does not have `<`. */
function holds(whole: string, part: string): boolean {
	const sequence = tokensOf(part).map((token) => token.text);
	return new TokenIndex([whole]).linesWith(sequence).length > 0;
}

/** What most steps name tells them apart less than what one of them names. */
function stepRarity(ties: readonly (readonly WeighedTie[])[]): (key: string) => number {
	const counts = new Map<string, number>();
	for (const stepTies of ties) {
		for (const { key } of stepTies) counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return (key) => Math.max(leastStepRarity, rarity(counts.get(key) ?? 1, ties.length));
}

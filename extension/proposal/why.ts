import type { Link, Step, StepKind } from "../../server/protocol/run";

/** Why a hunk is there: a step of the thought that it goes back to. */
export interface Why {
	readonly step: number;
	/** Such as "step 2 (inferred)". */
	readonly title: string;
	/** In a word, what the step does. */
	readonly kind: string;
	/** The step does not name what is changed: it is only the nearest by content. */
	readonly isInferred: boolean;
	readonly text: string;
	/** What of the text names the change; nothing of a guess does. */
	readonly telling: readonly string[];
}

const kinds: Readonly<Record<StepKind, string>> = {
	plan: "Plan",
	inspect: "Inspect",
	check: "Check",
	revise: "Revise",
	decide: "Decide",
};

/** The links of a hunk, best first: one that the step's own words make goes before a guess. */
export function linksOf(hunk: number, links: readonly Link[]): readonly Link[] {
	return links.filter((it) => it.hunk === hunk).toSorted((a, b) => rank(b) - rank(a));
}

/** The steps that a hunk goes back to, best first. */
export function whysOf(hunk: number, links: readonly Link[], steps: readonly Step[]): readonly Why[] {
	return linksOf(hunk, links).flatMap((link) => {
		const step = steps.find((it) => it.index === link.step);
		return step ? [whyOf(link, step)] : [];
	});
}

function whyOf({ step, kind, ties }: Link, { kind: stepKind, text }: Step): Why {
	const isInferred = kind === "inferred";
	return {
		step,
		title: `step ${step + 1}${isInferred ? " (inferred)" : ""}`,
		kind: kinds[stepKind],
		isInferred,
		text,
		telling: isInferred ? [] : ties.map(({ inStep }) => inStep),
	};
}

function rank({ kind, strength }: Link): number {
	return strength + (kind === "cited" ? 1 : 0);
}

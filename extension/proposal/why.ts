import type { Link, Step } from "../../server/protocol/run";

/** Why a hunk is there: the step of the thought that it goes back to. */
export interface Why {
	/** Such as "Why: step 2 (inferred)". */
	readonly title: string;
	readonly text: string;
}

/** The link of a hunk that says most: one that the step's own words make goes before a guess. */
export function strongestLink(hunk: number, links: readonly Link[]): Link | undefined {
	return links
		.filter((it) => it.hunk === hunk)
		.toSorted((a, b) => rank(b) - rank(a))
		.at(0);
}

export function whyOf(hunk: number, links: readonly Link[], steps: readonly Step[]): Why | undefined {
	const link = strongestLink(hunk, links);
	const step = link && steps.find((it) => it.index === link.step);
	return step && { title: title(link), text: step.text };
}

function title({ step, kind }: Link): string {
	return `Why: step ${step + 1}${kind === "inferred" ? " (inferred)" : ""}`;
}

function rank({ kind, strength }: Link): number {
	return strength + (kind === "cited" ? 1 : 0);
}

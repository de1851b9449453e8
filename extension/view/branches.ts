import type { BranchView, ProposalView } from "../../media/reasoning/protocol";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { outcomeOf } from "../history/outcome";

/** A family, in the order its runs began, as the sidebar lists it; `stands` tells whether a run's edit is in its document. */
export function branchViews(
	family: readonly RunSnapshot[],
	stands: (run: RunSnapshot) => boolean,
): readonly BranchView[] {
	const proposed = family.findLast(stands)?.id;
	return family.map((run) => ({
		id: run.id,
		origin: run.origin,
		isActive: !hasEnded(run.state),
		outcome: hasEnded(run.state) ? outcomeOf(run, undefined).text : "",
		isProposed: run.id === proposed,
	}));
}

/** What the branches are called: `Answer 1`, `Resumed at 3`, `Answer 2`; no two alike. */
export function branchTitles(family: readonly Pick<RunSnapshot, "origin">[]): readonly string[] {
	const titles: string[] = [];
	let answers = 0;
	for (const { origin } of family) {
		answers += origin.kind === "resumed" ? 0 : 1;
		const title = origin.kind === "resumed" ? `Resumed at ${origin.step + 1}` : `Answer ${answers}`;
		const times = titles.filter((it) => it === title || it.startsWith(`${title} (`)).length;
		titles.push(times === 0 ? title : `${title} (${times + 1})`);
	}
	return titles;
}

/** A run's proposal as it is shown; where another branch's edit is in the document instead, that is said. */
export function proposalView(
	{ id, state }: Pick<RunSnapshot, "id" | "state">,
	branches: readonly BranchView[],
	known: { readonly proposal: ProposalView | undefined; readonly notice: string | undefined },
): ProposalView | undefined {
	const hasEdit = state.kind === "done" && state.result.kind === "edit";
	const isReplaced = hasEdit && branches.some((it) => it.isProposed && it.id !== id);
	const notice =
		known.notice ?? (isReplaced ? "The edit of another branch is in the document, not this one." : undefined);
	const proposal = known.proposal ?? (notice === undefined ? undefined : { hunks: [] });
	return proposal && { ...proposal, ...(notice !== undefined && { notice }) };
}

import type { ProposalView } from "../../media/reasoning/protocol";
import type { StoredRun } from "./runFile";

/** What became of an edit whose marks in the document went with their window: it is told, and not to be decided on. */
export function restoredProposal({ run, decisions, notice }: StoredRun): ProposalView | undefined {
	if (notice) {
		return { hunks: [], notice };
	}
	if (!decisions || run.state.kind !== "done" || run.state.result.kind !== "edit") {
		return undefined;
	}
	const hunks = run.state.result.hunks.map(({ newStart }, index) => {
		const decision = decisions[index] ?? "pending";
		return { decision: decision === "pending" ? ("undecided" as const) : decision, line: newStart };
	});
	return { hunks };
}

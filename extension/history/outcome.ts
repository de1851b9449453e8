// What came of a run, in a few words.
import type { OutcomeView, ProposalView } from "../../media/reasoning/protocol";
import type { RunResult, RunSnapshot } from "../../server/protocol/run";

/** `proposal` is what became of its edit, where that was put into a document. */
export function outcomeOf({ state }: Pick<RunSnapshot, "state">, proposal: ProposalView | undefined): OutcomeView {
	switch (state.kind) {
		case "done":
			return resultOutcome(state.result, proposal);
		case "stopped":
			return { text: "stopped", tone: "plain" };
		case "failed":
			return { text: "failed", tone: "bad" };
		case "queued":
			return { text: "queued", tone: "busy" };
		default:
			return { text: "running", tone: "busy" };
	}
}

function resultOutcome(result: RunResult, proposal: ProposalView | undefined): OutcomeView {
	switch (result.kind) {
		case "edit":
			return editOutcome(result.hunks.length, proposal);
		case "newFile":
			return { text: `new file ${result.name}`, tone: "plain" };
		case "text":
			return { text: "explained", tone: "plain" };
		case "unchanged":
			return { text: "no change", tone: "plain" };
		case "refused":
			return { text: "refused", tone: "bad" };
	}
}

function editOutcome(hunks: number, proposal: ProposalView | undefined): OutcomeView {
	if (!proposal || proposal.hunks.length === 0) {
		const text = proposal?.notice ? "not applied" : `${hunks} ${hunks === 1 ? "change" : "changes"}`;
		return { text, tone: "plain" };
	}
	const count = (wanted: string) => proposal.hunks.filter(({ decision }) => decision === wanted).length;
	const [all, accepted] = [proposal.hunks.length, count("accepted")];
	const pending = count("pending");
	if (pending > 0) {
		return { text: pending === all ? "pending" : `${pending} of ${all} pending`, tone: "busy" };
	}
	if (accepted > 0) {
		return { text: accepted === all ? "accepted" : `accepted ${accepted} of ${all}`, tone: "good" };
	}
	if (count("rejected") > 0) {
		return { text: "rejected", tone: "plain" };
	}
	return { text: count("undecided") > 0 ? "not decided" : "overwritten", tone: "plain" };
}

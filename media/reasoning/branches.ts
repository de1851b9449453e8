/** What the branches of a run are called, and what a run took over from the one that it continues. */
import type { BranchView, RunView } from "./protocol";
import { countOf } from "./readout";

/** `Answer 1`, `Resumed at 3`, `Answer 2`: one for each branch, no two alike. */
export function branchNames(branches: readonly BranchView[]): readonly string[] {
	let answers = 0;
	const seen = new Map<string, number>();
	return branches.map(({ origin }) => {
		if (origin.kind !== "resumed") {
			answers += 1;
			return `Answer ${answers}`;
		}
		const name = `Resumed at ${origin.step + 1}`;
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		return times === 1 ? name : `${name} (${times})`;
	});
}

/** `Resumed at step 3 · 210 of 240 tokens reused`; empty for a run that continues none. */
export function originText({ origin, stats }: RunView): string {
	if (origin.kind === "start") {
		return "";
	}
	const name = origin.kind === "resumed" ? `Resumed at step ${origin.step + 1}` : "Another answer";
	const { reusedTokens, promptTokens } = stats;
	return promptTokens > 0 ? `${name} · ${countOf(reusedTokens)} of ${countOf(promptTokens)} tokens reused` : name;
}

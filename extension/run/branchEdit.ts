import type { RunSnapshot } from "../../server/protocol/run";
import type { BranchEdit } from "../proposal/exchange";

/** What a run wants changed; undefined for one that ended without an edit, or goes on. */
export function branchEdit({ id, code, range, state }: RunSnapshot): BranchEdit | undefined {
	if (state.kind !== "done" || state.result.kind !== "edit") {
		return undefined;
	}
	const { edit, hunks } = state.result;
	return { run: id, code, start: range.start.line, edit, hunks };
}

/** The runs that began as one, in the order they began; `all` is newest first. */
export function familyOf<T extends Pick<RunSnapshot, "root" | "date">>(all: readonly T[], { root }: T): readonly T[] {
	return all
		.toReversed()
		.filter((it) => it.root === root)
		.sort((a, b) => a.date - b.date);
}

// A run's edit at another place: its file was renamed, so the server that placed it knows the document no more.
import type { RunResult } from "../../server/protocol/run";
import type { ResolvedEdit } from "../../server/protocol/runs";
import { movedProposal } from "../proposal/movedProposal";

/** The edit `delta` lines further down, in the document of that version. */
export function movedEdit(
	{ edit, hunks, links }: Extract<RunResult, { kind: "edit" }>,
	delta: number,
	version: number,
): Extract<ResolvedEdit, { kind: "edit" }> {
	return { kind: "edit", version, ...movedProposal({ edit, hunks }, delta), links };
}

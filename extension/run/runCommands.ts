import { type Memento, window } from "vscode";
import type { Action } from "../../server/protocol/action";
import { hasEnded } from "../../server/protocol/run";
import { askInstruction, rememberInstruction } from "../instruction";
import type { Proposals } from "../proposal/proposals";
import type { Runs } from "./runs";
import { parseArgument, targetOf } from "./target";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	/** What the sidebar shows is what a user means by "this run". */
	readonly view: { readonly shownId: string | undefined };
	readonly memento: Memento;
}

export async function startRun({ runs, memento }: Collaborators, action: Action, argument: unknown): Promise<void> {
	const given = parseArgument(argument);
	// The selection is read before anything is asked: the question takes the focus.
	const target = targetOf(given);
	if (typeof target === "string") {
		await window.showWarningMessage(target);
		return;
	}
	const isAsking = action === "edit" && !given.instruction;
	const instruction = isAsking ? await askInstruction(memento) : given.instruction;
	if (isAsking && !instruction) {
		return;
	}
	if (instruction) {
		await rememberInstruction(memento, instruction);
	}
	await runs.start(action, instruction ?? "", target);
}

export async function stopRun({ runs, view }: Collaborators, given: string | undefined): Promise<void> {
	const shown = runs.get(given ?? view.shownId ?? "");
	const run = shown && !hasEnded(shown.state) ? shown : runs.active();
	if (run) {
		await runs.stop(run.id);
	}
}

/** What an earlier answer still proposes is taken out of the document first: the question is about the code without it. */
export async function runAgain({ runs, proposals, view }: Collaborators, given: string | undefined): Promise<void> {
	const id = given ?? view.shownId ?? runs.all()[0]?.id;
	if (id === undefined) {
		return;
	}
	if (proposals.view(id)?.hunks.some((it) => it.decision === "pending")) {
		await proposals.reject(id, "all");
	}
	await runs.again(id);
}

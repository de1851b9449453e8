import { type Memento, Range, window } from "vscode";
import type { Action } from "../../server/protocol/action";
import { askThought, pickAction } from "../firstThought";
import { fileNote } from "../history/fileNote";
import type { History } from "../history/history";
import { askInstruction, rememberInstruction } from "../instruction";
import type { Proposals } from "../proposal/proposals";
import { familyOf } from "./branchEdit";
import type { RunTarget } from "./request";
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
	const { thought } = given;
	const place = action === "complete" ? atEnd(target) : target;
	await runs.start(action, instruction ?? "", place, { ...(thought && { thought }) });
}

/** The cursor of a completion: what is selected stays as it is. */
function atEnd({ range: { end }, ...target }: RunTarget): RunTarget {
	return { ...target, range: new Range(end, end) };
}

/** The thought is the user's for a start: asks for the action and for the words, and the model goes on from them. */
export async function runWithThought(deps: Collaborators, argument: unknown): Promise<void> {
	const given = parseArgument(argument);
	// The selection is read before anything is asked: the question takes the focus.
	const target = targetOf(given);
	if (typeof target === "string") {
		await window.showWarningMessage(target);
		return;
	}
	const action = await pickAction();
	const thought = action && (given.thought ?? (await askThought()));
	if (thought) {
		await startRun(deps, action, { ...given, ...target, thought });
	}
}

/** What the run or a branch of it still proposes is taken out of the document first: the question is about the code without it. */
export async function runAgain(
	deps: Collaborators & { readonly history: History },
	given: string | undefined,
): Promise<void> {
	const { runs, proposals, view } = deps;
	const run = runs.get(given ?? view.shownId ?? "") ?? runs.all()[0];
	if (!run) {
		return;
	}
	for (const { id } of familyOf(runs.all(), run)) {
		if (proposals.view(id)?.hunks.some((it) => it.decision === "pending")) {
			await proposals.reject(id, "all");
		}
	}
	const note = await fileNote(runs, run, (id) => deps.history.proposalOf(id));
	if (!runs.isPlaced(run.id)) {
		throw new Error(`${note} Select the code and start it anew.`);
	}
	await runs.again(run.id);
}

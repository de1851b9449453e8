import { window } from "vscode";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import type { Steer } from "../../server/protocol/runs";
import type { Runs } from "./runs";

interface Collaborators {
	readonly runs: Runs;
	/** What the sidebar shows is what a user means by "this run". */
	readonly view: { readonly shownId: string | undefined };
}

/** Milliseconds that the status bar says why nothing was done. */
const messageTime = 5000;

/** Answer Now and Think More: at any time, and as often as the user likes. */
export async function steerRun(deps: Collaborators, steer: Steer, given: string | undefined): Promise<void> {
	const run = activeRun(deps, given);
	if (!run) {
		window.setStatusBarMessage("No run is going on.", messageTime);
	} else if (run.state.kind === "answering") {
		window.setStatusBarMessage("The model is answering already.", messageTime);
	} else {
		await deps.runs.steer(run.id, steer);
	}
}

export async function stopRun(deps: Collaborators, given: string | undefined): Promise<void> {
	const run = activeRun(deps, given);
	if (run) {
		await deps.runs.stop(run.id);
	} else {
		window.setStatusBarMessage("No run is going on.", messageTime);
	}
}

/** The run that was given, else the one that is shown; where that has ended, or none was given, the one under way. */
function activeRun({ runs, view }: Collaborators, given: string | undefined): RunSnapshot | undefined {
	const meant = runs.get(given ?? view.shownId ?? "");
	if (meant && !hasEnded(meant.state)) {
		return meant;
	}
	return given === undefined ? runs.active() : undefined;
}

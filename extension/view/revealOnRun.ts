import type * as vscode from "vscode";
import type { Config } from "../config";
import { reported } from "../report";
import type { Runs } from "../run/runs";
import type { ReasoningView } from "./reasoningView";

interface Collaborators {
	readonly runs: Runs;
	readonly view: ReasoningView;
	readonly config: Config;
	readonly log: vscode.LogOutputChannel;
}

/** Shows the sidebar when a run begins, unless the user does not want that; the focus stays where it is. */
export function revealOnRun({ config, log, runs, view }: Collaborators): vscode.Disposable {
	return runs.onDidStart(() => {
		if (config.revealsSidebar()) {
			void reported(log, () => view.reveal({ takesFocus: false }));
		}
	});
}

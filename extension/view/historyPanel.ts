// The history in the sidebar, as far as the extension host is asked for it.
import type { ToWebview } from "../../media/reasoning/protocol";
import { hasEnded } from "../../server/protocol/run";
import { DisposableStore } from "../disposable";
import { fileNote } from "../history/fileNote";
import type { History } from "../history/history";
import type { Runs } from "../run/runs";

interface Collaborators {
	readonly runs: Runs;
	readonly history: History;
}

export class HistoryPanel {
	readonly #store = new DisposableStore();
	/** What was searched for last; undefined until then. */
	#query: string | undefined;

	constructor(
		private readonly deps: Collaborators,
		private readonly post: (message: ToWebview) => void,
	) {
		this.#store.add(deps.history.onDidChange(() => this.#postFound()));
	}

	search(query: string): void {
		this.#query = query;
		this.#postFound();
	}

	/** Says of a run that is shown whether its file is still as it was. */
	async postNote(id: string): Promise<void> {
		const { runs, history } = this.deps;
		const run = runs.get(id);
		if (run && hasEnded(run.state)) {
			const text = await fileNote(runs, run, (it) => history.proposalOf(it));
			this.post({ kind: "fileNote", id, text });
		}
	}

	dispose(): void {
		this.#store.dispose();
	}

	#postFound(): void {
		if (this.#query !== undefined) {
			const entries = this.deps.history.entries(this.#query);
			this.post({ kind: "history", query: this.#query, entries });
		}
	}
}

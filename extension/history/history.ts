// The runs of a workspace outlive its window: each that ends is kept in the extension's storage, with what was decided
// of its edit, until it is deleted or too many others have followed.
import * as vscode from "vscode";
import type { HistoryEntry, ProposalView } from "../../media/reasoning/protocol";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import { DisposableStore } from "../disposable";
import type { Proposals } from "../proposal/proposals";
import { reported } from "../report";
import type { Notices } from "../run/notices";
import type { Runs } from "../run/runs";
import { beyond, bounds } from "./bounds";
import { tellOfDamage } from "./damage";
import { historyEntries } from "./entries";
import { outcomeOf } from "./outcome";
import { restoredProposal } from "./restoredProposal";
import type { StoredRun } from "./runFile";
import type { LoadedRuns, RunFolder } from "./runFolder";

interface Collaborators {
	readonly runs: Runs;
	readonly proposals: Proposals;
	readonly notices: Notices;
}

export class History implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
	/** As they were last written or read. */
	readonly #stored = new Map<string, StoredRun>();
	readonly #waiting = new Set<string>();
	/** One after the other: what is written last is the latest. */
	#queue: Promise<void>;

	/** Other entries, or another outcome of one. */
	readonly onDidChange = this.#changed.event;

	/** Without a folder, as in a window without a workspace, runs are kept until the window is closed. */
	constructor(
		private readonly deps: Collaborators,
		private readonly folder: RunFolder | undefined,
		private readonly log: vscode.LogOutputChannel,
	) {
		const { runs, proposals, notices } = deps;
		this.#queue = this.#load();
		this.#store.add(runs.onDidStart(() => this.#changed.fire()));
		this.#store.add(runs.onDidEnd(({ id }) => this.#save(id)));
		this.#store.add(proposals.onDidChange((id) => this.#save(id)));
		this.#store.add(notices.onDidChange((id) => this.#save(id)));
	}

	/** Resolves when the runs of earlier windows are known, and all that happened so far is on the disk. */
	settled(): Promise<void> {
		return this.#queue;
	}

	entries(query: string): readonly HistoryEntry[] {
		return historyEntries(this.deps.runs.all(), query, (run) => outcomeOf(run, this.proposalOf(run.id)));
	}

	/** What became of a run's edit, in this window or in an earlier one. */
	proposalOf(id: string): ProposalView | undefined {
		const live = this.deps.proposals.view(id);
		if (live) {
			return live;
		}
		const notice = this.deps.notices.get(id);
		const stored = this.#stored.get(id);
		return notice === undefined ? stored && restoredProposal(stored) : { hunks: [], notice };
	}

	/** Forgets runs that have ended. What they put into documents stays there. */
	async delete(runs: readonly RunSnapshot[]): Promise<readonly StoredRun[]> {
		const deleted = runs.filter(({ state }) => hasEnded(state)).map((run) => this.#known(run));
		this.#forget(deleted.map(({ run }) => run.id));
		await this.#queue;
		return deleted;
	}

	/** Takes back a deletion. */
	async restore(deleted: readonly StoredRun[]): Promise<void> {
		this.#takeBack(deleted);
		for (const { run } of deleted) {
			// Meanwhile its proposal may have been decided on.
			this.#stored.set(run.id, this.#known(run));
			this.#enqueue(run.id);
		}
		await this.#queue;
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #load(): Promise<void> {
		try {
			const loaded = await this.folder?.load();
			if (loaded) {
				this.#take(loaded);
			}
		} catch (error) {
			this.log.warn("The history could not be read:", error);
		}
	}

	#take({ runs, damaged, failures }: LoadedRuns): void {
		for (const [name, error] of failures) {
			this.log.warn(`${name} of the history could not be read:`, error);
		}
		this.#takeBack(runs);
		this.#prune();
		if (this.folder && damaged.length > 0) {
			this.log.warn(`Set aside in ${this.folder.damagedPath}, as they are no runs: ${damaged.join(", ")}`);
			void reported(this.log, () => tellOfDamage(damaged.length, this.folder?.damagedPath ?? ""));
		}
	}

	#takeBack(runs: readonly StoredRun[]): void {
		for (const stored of runs) {
			this.#stored.set(stored.run.id, stored);
		}
		this.deps.runs.restore(runs.map(({ run }) => run));
		this.#changed.fire();
	}

	/** Of a proposal that only moved with the lines around it there is nothing new to write. */
	#save(id: string): void {
		const run = this.deps.runs.get(id);
		if (!run) {
			return;
		}
		const [known, stored] = [this.#known(run), this.#stored.get(id)];
		if (stored?.run !== run || stored.notice !== known.notice || !areSame(stored.decisions, known.decisions)) {
			this.#changed.fire();
			if (hasEnded(run.state)) {
				this.#stored.set(id, known);
				this.#enqueue(id);
			}
		}
	}

	#known(run: RunSnapshot): StoredRun {
		const { proposals, notices } = this.deps;
		const stored = this.#stored.get(run.id);
		const live = proposals.view(run.id)?.hunks;
		return {
			run,
			decisions: live?.map(({ decision: it }) => (it === "undecided" ? "pending" : it)) ?? stored?.decisions ?? null,
			notice: notices.get(run.id) ?? stored?.notice ?? "",
		};
	}

	/** Writes what is known of a run when its turn comes; once, however much happens before that. */
	#enqueue(id: string): void {
		if (this.#waiting.has(id)) {
			return;
		}
		this.#waiting.add(id);
		this.#queue = this.#queue
			.then(async () => {
				this.#waiting.delete(id);
				const stored = this.#stored.get(id);
				if (stored) {
					await this.folder?.write(stored);
				}
			})
			.catch((error: unknown) => this.log.warn("A run was not saved:", error))
			.then(() => this.#prune());
	}

	#prune(): void {
		const kept = this.deps.runs.all().map(({ id, root, date }) => ({
			id,
			root,
			date,
			bytes: this.folder?.sizeOf(id) ?? 0,
		}));
		this.#forget(beyond(kept, bounds).filter((id) => this.#stored.has(id)));
	}

	#forget(ids: readonly string[]): void {
		if (ids.length === 0) {
			return;
		}
		for (const id of ids) {
			this.#stored.delete(id);
			this.#queue = this.#queue
				.then(() => this.folder?.remove(id))
				.catch((error: unknown) => this.log.warn("A run was not deleted:", error));
		}
		this.deps.runs.forget(ids);
		this.#changed.fire();
	}
}

type Decisions = StoredRun["decisions"];

function areSame(one: Decisions, other: Decisions): boolean {
	return one?.join() === other?.join();
}

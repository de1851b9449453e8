// Runs, kept whole: each event is folded in, so that the sidebar can be shown again at any time, and a
// run's text outlives the server that wrote it. How many are kept is the history's to say.
import { applyRunEvent, hasEnded, type RunSnapshot } from "../../server/protocol/run";
import type { RunEventsParams } from "../../server/protocol/runs";

export class RunLog {
	readonly #runs = new Map<string, RunSnapshot>();

	/** Newest first. */
	all(): readonly RunSnapshot[] {
		return [...this.#runs.values()].reverse();
	}

	get(id: string): RunSnapshot | undefined {
		return this.#runs.get(id);
	}

	/** The run under way, else the next in the queue. */
	active(): RunSnapshot | undefined {
		return [...this.#runs.values()].find((run) => !hasEnded(run.state));
	}

	/** Puts runs that are not known in their place among the others, by date. */
	restore(earlier: readonly RunSnapshot[]): void {
		const unknown = earlier.filter(({ id }) => !this.#runs.has(id));
		const inOrder = [...unknown, ...this.#runs.values()].toSorted((a, b) => a.date - b.date);
		this.#runs.clear();
		for (const run of inOrder) {
			this.put(run);
		}
	}

	/** Adds a run, or replaces what is known of it. */
	put(run: RunSnapshot): void {
		this.#runs.set(run.id, run);
	}

	delete(id: string): void {
		this.#runs.delete(id);
	}

	/** Folds events in. `missed`: some came before these and got lost, so that the run has to be asked for. */
	apply(params: RunEventsParams): "applied" | "missed" | "unknown" {
		const run = this.#runs.get(params.id);
		if (!run) {
			return "unknown";
		}
		const first = params.sequence - params.events.length + 1;
		if (first > run.sequence + 1) {
			return "missed";
		}
		const unseen = params.events.slice(run.sequence + 1 - first);
		const updated = unseen.reduce(applyRunEvent, run);
		this.#runs.set(run.id, { ...updated, sequence: Math.max(run.sequence, params.sequence) });
		return "applied";
	}
}

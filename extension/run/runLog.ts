// Runs, kept whole: each event is folded in, so that the sidebar can be shown again at any time, and a
// run's text outlives the server that wrote it.
import { applyRunEvent, hasEnded, type RunSnapshot } from "../../server/protocol/run";
import type { RunEventsParams } from "../../server/protocol/runs";

/** More than this and the oldest one is forgotten. */
const maxRuns = 20;

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

	/** Puts runs of earlier windows, newest first, before those of this one. */
	restore(earlier: readonly RunSnapshot[]): void {
		const present = [...this.#runs.values()];
		this.#runs.clear();
		for (const run of [...[...earlier].reverse(), ...present]) {
			this.put(run);
		}
	}

	/** Adds a run, or replaces what is known of it. */
	put(run: RunSnapshot): void {
		this.#runs.set(run.id, run);
		const oldest = [...this.#runs.values()].find((it) => hasEnded(it.state) && it.id !== run.id);
		if (this.#runs.size > maxRuns && oldest) {
			this.#runs.delete(oldest.id);
		}
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

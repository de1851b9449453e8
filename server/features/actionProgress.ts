import { type CancellationToken, type Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import type { RunSnapshot, RunState } from "../protocol/run";
import type { Clock } from "./clock";
import { progressMessage } from "./progressMessage";

/** Milliseconds between two reports of the same kind: more often, a status line only flickers. */
const interval = 250;

/** Work-done progress of one action. */
export class ActionProgress {
	readonly #reporter: WorkDoneProgressReporter;
	readonly #clock: Clock;
	#kind: RunState["kind"] | undefined;
	#lastReport = 0;

	constructor(reporter: WorkDoneProgressReporter, clock: Clock) {
		this.#reporter = reporter;
		this.#clock = clock;
	}

	show({ state, stats }: RunSnapshot): void {
		const now = this.#clock.now();
		if (state.kind === this.#kind && now - this.#lastReport < interval) return;
		this.#kind = state.kind;
		this.#lastReport = now;
		const message = progressMessage(state, stats);
		if (message) this.#reporter.report(message);
	}

	end(): void {
		this.#reporter.done();
	}
}

/**
 * Begins progress on the token of the request, else on one that the client is asked for; `token` is cancelled by the
 * client's own cancel button, which it has only in the latter case.
 */
export async function beginProgress(
	connection: Connection,
	requested: WorkDoneProgressReporter,
	title: string,
): Promise<{ readonly reporter: WorkDoneProgressReporter; readonly token: CancellationToken | undefined }> {
	if (!WorkDoneProgressReporter.isNullInstance(requested)) {
		requested.begin(title, undefined, undefined, true);
		return { reporter: requested, token: undefined };
	}
	const created = await connection.window.createWorkDoneProgress();
	created.begin(title, undefined, undefined, true);
	return { reporter: created, token: created.token };
}

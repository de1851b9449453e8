import type { Connection } from "vscode-languageserver";
import {
	type CompletionCounters,
	type CompletionState,
	type CompletionStatus,
	completionStatusNotification,
} from "../../protocol/completion";

export interface StatusSource {
	state(): CompletionState;
	counters(): CompletionCounters;
}

/** Tells the client whether completions are offered and what became of them, whenever that changes. */
export class CompletionStatusReporter {
	readonly #connection: Connection;
	readonly #source: StatusSource;
	#sent = "";

	constructor(connection: Connection, source: StatusSource) {
		this.#connection = connection;
		this.#source = source;
	}

	readonly update = (): void => {
		const status: CompletionStatus = { state: this.#source.state(), counters: this.#source.counters() };
		const text = JSON.stringify(status);
		if (text === this.#sent) return;
		this.#sent = text;
		void this.#connection.sendNotification(completionStatusNotification, status);
	};

	/** One line for the log. */
	log(): void {
		const { accepted, cancelled, evaluatedTokens, medianLatency, p95Latency, promptTokens, requests, shown } =
			this.#source.counters();
		if (requests === 0) return;
		this.#connection.console.debug(
			`Completions: ${requests} asked for, ${cancelled} overtaken, ${shown} shown, ${accepted} accepted; ` +
				`${medianLatency ?? "-"} ms in the median, ${p95Latency ?? "-"} ms at the 95th percentile; ` +
				`${evaluatedTokens} of the prompts' ${promptTokens} tokens evaluated.`,
		);
	}
}

import * as vscode from "vscode";
import {
	type Benchmark,
	type BenchmarkActivity,
	type BenchmarkEvent,
	type BenchmarkModelParams,
	type BenchmarkModelResult,
	benchmarkModelRequest,
	benchmarkProgress,
} from "../../server/protocol/benchmark";
import type { Client } from "../client";
import type { BenchmarkFolder } from "./benchmarkFolder";
import { runningView } from "./benchmarkView";

export interface RunningBenchmark {
	readonly benchmark: Benchmark;
	readonly activity: BenchmarkActivity;
}

/** The benchmarks that are kept, and the one under way. */
export class Benchmarks implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #activityChanged = new vscode.EventEmitter<RunningBenchmark>();
	#kept: readonly Benchmark[] = [];
	#running: RunningBenchmark | undefined;
	#cancellation: vscode.CancellationTokenSource | undefined;

	/** A figure was added, or a benchmark came or went. */
	readonly onDidChange = this.#changed.event;
	readonly onDidChangeActivity = this.#activityChanged.event;

	constructor(
		private readonly client: Pick<Client, "started">,
		private readonly folder: BenchmarkFolder,
	) {}

	/** Newest first; the one under way before all others. */
	get all(): readonly Benchmark[] {
		return this.#running ? [this.#running.benchmark, ...this.#kept] : this.#kept;
	}

	get running(): RunningBenchmark | undefined {
		return this.#running;
	}

	get isBusy(): boolean {
		return this.#cancellation !== undefined;
	}

	/** Reads what is kept: another window may have measured too. */
	async load(): Promise<void> {
		this.#kept = await this.folder.load();
		this.#changed.fire();
	}

	/** Measures to the end, and keeps what came of it, also when it is cancelled or the server dies. */
	async run(params: BenchmarkModelParams): Promise<BenchmarkModelResult> {
		if (this.#cancellation) {
			throw new Error("A benchmark is under way. Cancel it, or wait for its end, to begin another.");
		}
		const cancellation = new vscode.CancellationTokenSource();
		this.#cancellation = cancellation;
		try {
			const result = await this.#request(params, cancellation.token);
			if (result.kind === "ended") {
				await this.#keep(result.benchmark);
			}
			return result;
		} catch (error) {
			await this.#keepUnfinished();
			throw error;
		} finally {
			this.#cancellation = undefined;
			this.#running = undefined;
			cancellation.dispose();
			this.#changed.fire();
		}
	}

	/** Harmless where none is under way. */
	cancel(): void {
		this.#cancellation?.cancel();
	}

	/** What was deleted can be brought back with {@link restore}. */
	async delete(id: string): Promise<Benchmark | undefined> {
		const benchmark = this.#kept.find((it) => it.id === id);
		if (benchmark) {
			await this.folder.remove(id);
			this.#kept = this.#kept.filter((it) => it !== benchmark);
			this.#changed.fire();
		}
		return benchmark;
	}

	async restore(benchmark: Benchmark): Promise<void> {
		await this.#keep(benchmark);
		this.#changed.fire();
	}

	dispose(): void {
		this.cancel();
		this.#changed.dispose();
		this.#activityChanged.dispose();
	}

	async #request(params: BenchmarkModelParams, token: vscode.CancellationToken): Promise<BenchmarkModelResult> {
		const client = await this.client.started();
		const partialResultToken = crypto.randomUUID();
		const progress = client.onProgress(benchmarkProgress, partialResultToken, (event) => this.#receive(event));
		const window = { location: vscode.ProgressLocation.Window, title: "Benchmark" };
		try {
			return await vscode.window.withProgress(window, (shown) => {
				const told = this.onDidChangeActivity(({ activity, benchmark }) =>
					shown.report({ message: runningView(benchmark, activity).stage }),
				);
				const request = client.sendRequest(benchmarkModelRequest, { ...params, partialResultToken }, token);
				return request.finally(() => told.dispose());
			});
		} finally {
			progress.dispose();
		}
	}

	#receive(event: BenchmarkEvent): void {
		if (event.kind === "benchmark") {
			this.#running = { activity: { kind: "loading", progress: 0 }, ...this.#running, benchmark: event.benchmark };
			this.#changed.fire();
		} else if (this.#running) {
			this.#running = { ...this.#running, activity: event.activity };
			this.#activityChanged.fire(this.#running);
		}
	}

	/** One that was ended before it measured anything is nothing to keep. */
	async #keep(benchmark: Benchmark): Promise<void> {
		if (!benchmark.speed && benchmark.state.kind === "stopped") {
			return;
		}
		await this.folder.write(benchmark);
		this.#kept = [benchmark, ...this.#kept.filter(({ id }) => id !== benchmark.id)].sort(
			(one, other) => other.date - one.date,
		);
	}

	async #keepUnfinished(): Promise<void> {
		const benchmark = this.#running?.benchmark;
		if (benchmark?.speed) {
			const message = "The server stopped during the benchmark. The log says why.";
			await this.#keep({ ...benchmark, state: { kind: "failed", message } });
		}
	}
}

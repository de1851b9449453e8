import { type Judge, JudgeError } from "../../benchmark/judge";
import { ProblemError } from "../../benchmark/problem";
import type { ProblemSet } from "../../benchmark/problemSet";
import { EngineError } from "../../engine/engine";
import type { Queue } from "../../engine/queue";
import type {
	Benchmark,
	BenchmarkActivity,
	BenchmarkEvent,
	BenchmarkModelParams,
	BenchmarkState,
	CodingFigures,
	ProblemResult,
} from "../../protocol/benchmark";
import type { ModelDescription } from "../../protocol/model";
import type { Settings } from "../../protocol/settings";
import { loadOptionsOf } from "../loadOptions";
import { measureSpeed, type SpeedCollaborators } from "./measureSpeed";
import { solveProblem } from "./solveProblem";

export interface BenchmarkCollaborators extends SpeedCollaborators {
	readonly queue: Queue;
	readonly judge: Judge;
	/** A failure that no sentence for the user explains. */
	readonly onError: (error: unknown) => void;
}

/** Milliseconds between two reports of the same kind. */
const reportInterval = 200;

/** Where the settings have no seed, all benchmarks have this one, so that they differ by what is compared alone. */
const fixedSeed = 1;

/** One benchmark, from its first turn in the queue to its last. */
export class BenchmarkRun {
	readonly #with: BenchmarkCollaborators;
	readonly #settings: Settings;
	readonly #problems: ProblemSet | undefined;
	readonly #send: (event: BenchmarkEvent) => void;
	#benchmark: Benchmark;
	#reported: { readonly key: string; readonly time: number } | undefined;

	constructor(
		collaborators: BenchmarkCollaborators,
		{ effort }: Pick<BenchmarkModelParams, "effort">,
		{ problems, settings }: { readonly settings: Settings; readonly problems: ProblemSet | undefined },
		send: (event: BenchmarkEvent) => void,
	) {
		const { reasoning, sampling } = settings;
		this.#with = collaborators;
		this.#settings = settings;
		this.#problems = problems;
		this.#send = send;
		this.#benchmark = {
			id: crypto.randomUUID(),
			date: collaborators.clock.date(),
			model: null,
			effort,
			budget: effort === "none" ? 0 : effort === "unlimited" ? null : reasoning.budgets[effort],
			sampling: { ...sampling, seed: sampling.seed ?? fixedSeed },
			speed: null,
			coding: problems ? { ...pick(problems), results: [] } : null,
			state: { kind: "running" },
		};
	}

	/** Does it all; never rejects. However it ends, what was measured stays. */
	async execute(signal: AbortSignal): Promise<Benchmark> {
		try {
			this.#change({});
			await this.#inTurn(() => this.#measure(signal), signal);
			for (let index = 0; index < (this.#problems?.count ?? 0); index++) {
				// Each problem waits for its turn: a run that the user starts comes before the next one.
				await this.#inTurn(() => this.#solve(index, signal), signal);
			}
			this.#change({ state: { kind: "complete" } });
		} catch (error) {
			this.#change({ state: this.#failure(error, signal) });
		}
		return this.#benchmark;
	}

	async #measure(signal: AbortSignal): Promise<void> {
		const options = loadOptionsOf(this.#settings.model);
		const speed = await this.#whileLoading(() =>
			measureSpeed(this.#with, options, { onLoaded: (model) => this.#loaded(model), signal }),
		);
		this.#change({ speed });
	}

	#loaded(model: ModelDescription): void {
		this.#change({ model: described(model) });
		this.#report({ kind: "measuring" });
	}

	async #solve(index: number, signal: AbortSignal): Promise<void> {
		const { engine } = this.#with;
		const problem = await this.#problems?.load(index);
		if (!problem) return;
		// A run may have come between, with another model.
		await this.#whileLoading(() => engine.load(loadOptionsOf(this.#settings.model), signal));
		const { title } = problem;
		const result = await solveProblem({ ...this.#with, guards: this.#settings.guards }, problem, this.#benchmark, {
			onActivity: (solving) => this.#report({ kind: "solving", problem: index, title, ...solving }),
			signal,
		});
		this.#addResult(result);
	}

	#addResult(result: ProblemResult): void {
		const { coding } = this.#benchmark;
		if (coding) this.#change({ coding: { ...coding, results: [...coding.results, result] } });
	}

	async #inTurn(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
		const leave = await this.#with.queue.enter((ahead) => this.#report({ kind: "queued", ahead }), signal);
		try {
			signal.throwIfAborted();
			await work();
		} finally {
			leave();
		}
	}

	async #whileLoading<Result>(work: () => Promise<Result>): Promise<Result> {
		const unsubscribe = this.#with.engine.onDidChangeState((state) => {
			if (state.kind === "loading") this.#report({ kind: "loading", progress: state.progress });
		});
		try {
			return await work();
		} finally {
			unsubscribe();
		}
	}

	#report(activity: BenchmarkActivity): void {
		const now = this.#with.clock.now();
		const key = activity.kind === "solving" ? `${activity.problem} ${activity.phase}` : activity.kind;
		if (this.#reported?.key === key && now - this.#reported.time < reportInterval) return;
		this.#reported = { key, time: now };
		this.#send({ kind: "activity", activity });
	}

	#change(change: Partial<Benchmark>): void {
		this.#benchmark = { ...this.#benchmark, ...change };
		this.#send({ kind: "benchmark", benchmark: this.#benchmark });
	}

	#failure(error: unknown, signal: AbortSignal): BenchmarkState {
		if (signal.aborted) return { kind: "stopped" };
		const isExplained = error instanceof EngineError || error instanceof JudgeError || error instanceof ProblemError;
		if (isExplained) return { kind: "failed", message: error.message };
		this.#with.onError(error);
		return { kind: "failed", message: `The benchmark failed: ${error instanceof Error ? error.message : error}` };
	}
}

function pick({ count, file, fingerprint }: ProblemSet): Omit<CodingFigures, "results"> {
	return { count, file, fingerprint };
}

function described(model: ModelDescription): NonNullable<Benchmark["model"]> {
	const { contextSize, device, gpuLayers, name, quantization, server, threads } = model;
	return { contextSize, device, gpuLayers, name, quantization, server, threads };
}

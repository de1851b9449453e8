import type { Connection } from "vscode-languageserver";
import { JudgeError } from "../../benchmark/judge";
import { ownProblems } from "../../benchmark/ownProblems";
import { ProblemError } from "../../benchmark/problem";
import type { ProblemSet } from "../../benchmark/problemSet";
import {
	type BenchmarkEvent,
	type BenchmarkModelParams,
	type BenchmarkModelResult,
	benchmarkModelRequest,
	benchmarkProgress,
	type CodingParams,
} from "../../protocol/benchmark";
import { hasModel, type Settings } from "../../protocol/settings";
import type { Respond } from "../../requests";
import { type BenchmarkCollaborators, BenchmarkRun } from "./benchmarkRun";

/** What benchmarks take from the machine that the server runs on. */
export interface BenchmarkHost extends Pick<BenchmarkCollaborators, "engineMemory" | "judge"> {
	/** Of a file the first problems, `limit` of them at most. Throws `ProblemError`. */
	readonly readProblemFile: (path: string, limit: number | null, signal: AbortSignal) => Promise<ProblemSet>;
}

export interface BenchmarksCollaborators extends BenchmarkCollaborators, BenchmarkHost {
	readonly settings: () => Settings;
}

/** Benchmarks, one at a time. */
export class Benchmarks {
	readonly #with: BenchmarksCollaborators;
	/** Ends the one under way. */
	#stopping: AbortController | undefined;
	#ended: Promise<unknown> = Promise.resolve();

	constructor(collaborators: BenchmarksCollaborators) {
		this.#with = collaborators;
	}

	async run(
		params: BenchmarkModelParams,
		send: (event: BenchmarkEvent) => void,
		signal: AbortSignal,
	): Promise<BenchmarkModelResult> {
		const settings = this.#with.settings();
		if (!hasModel(settings.model)) return { kind: "noModel" };
		if (this.#stopping) {
			return {
				kind: "invalid",
				message: "A benchmark is under way. Cancel it, or wait for its end, to begin another.",
			};
		}
		const stopping = new AbortController();
		this.#stopping = stopping;
		try {
			const either = AbortSignal.any([signal, stopping.signal]);
			const result = this.#measure(params, settings, send, either);
			this.#ended = result.catch(() => {});
			return await result;
		} finally {
			this.#stopping = undefined;
		}
	}

	/** Resolves when the one under way has ended. */
	async stop(): Promise<void> {
		this.#stopping?.abort();
		await this.#ended;
	}

	async #measure(
		{ coding, effort }: BenchmarkModelParams,
		settings: Settings,
		send: (event: BenchmarkEvent) => void,
		signal: AbortSignal,
	): Promise<BenchmarkModelResult> {
		const problems = coding ? await this.#prepare(coding, signal) : undefined;
		if (typeof problems === "string") return { kind: "invalid", message: problems };
		const run = new BenchmarkRun(this.#with, { effort }, { settings, problems }, send);
		return { kind: "ended", benchmark: await run.execute(signal) };
	}

	/** Sees that everything is there before hours are spent, or says what is not. */
	async #prepare({ isAgreed, problems }: CodingParams, signal: AbortSignal): Promise<ProblemSet | string> {
		if (isAgreed !== true) {
			return "The code that a model writes runs only after the user has agreed to it. Benchmark again, and agree.";
		}
		const { judge, readProblemFile } = this.#with;
		try {
			await judge.prepare();
			return problems.kind === "own" ? ownProblems() : await readProblemFile(problems.path, problems.limit, signal);
		} catch (error) {
			if (error instanceof JudgeError || error instanceof ProblemError) return error.message;
			throw error;
		}
	}
}

export function registerBenchmarks(connection: Connection, benchmarks: Benchmarks, respond: Respond): void {
	connection.onRequest(benchmarkModelRequest, (params, token) =>
		respond(benchmarkModelRequest.method, token, (signal) => {
			const { partialResultToken } = params;
			const send = (event: BenchmarkEvent) => {
				if (partialResultToken !== undefined)
					void connection.sendProgress(benchmarkProgress, partialResultToken, event);
			};
			return benchmarks.run(params, send, signal);
		}),
	);
}

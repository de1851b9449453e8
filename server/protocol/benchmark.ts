/** What is measured of a model: how quick it is, and how many programming problems it solves. */
import { type PartialResultParams, ProgressType, RequestType } from "vscode-languageserver-protocol";
import type { ModelDescription } from "./model";
import type { Effort } from "./settings";

export interface BenchmarkModelParams extends PartialResultParams {
	/** How long it may think about each problem. */
	readonly effort: Effort;
	/** null: its speed alone. */
	readonly coding: CodingParams | null;
}

export interface CodingParams {
	readonly problems: ProblemChoice;
	/** Whether the user was told what will run, and agreed, this time. Nothing that a model wrote runs without. */
	readonly isAgreed: boolean;
}

export type ProblemChoice =
	/** Those that come with the project. */
	| { readonly kind: "own" }
	/** Absolute path of a file in LiveCodeBench's format; of its problems the first `limit`, null: all. */
	| { readonly kind: "file"; readonly path: string; readonly limit: number | null };

export type BenchmarkModelResult =
	/** Also where it was cancelled: what had been measured until then is in it. */
	| { readonly kind: "ended"; readonly benchmark: Benchmark }
	| { readonly kind: "noModel" }
	/** Nothing was measured: why, in a sentence for the user that says what to do. */
	| { readonly kind: "invalid"; readonly message: string };

export interface Benchmark {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly date: number;
	/** null until it is loaded. */
	readonly model: BenchmarkedModel | null;
	readonly effort: Effort;
	/** Tokens that each thought may have; null: no limit. */
	readonly budget: number | null;
	readonly sampling: { readonly temperature: number; readonly topP: number; readonly seed: number };
	/** null until it is measured. */
	readonly speed: SpeedFigures | null;
	/** null where speed alone is measured. */
	readonly coding: CodingFigures | null;
	readonly state: BenchmarkState;
}

export type BenchmarkedModel = Pick<
	ModelDescription,
	"contextSize" | "device" | "gpuLayers" | "name" | "quantization" | "server" | "threads"
>;

export type BenchmarkState =
	| { readonly kind: "running" }
	| { readonly kind: "complete" }
	| { readonly kind: "stopped" }
	| { readonly kind: "failed"; readonly message: string };

/** Times are in milliseconds, speeds in tokens a second. */
export interface SpeedFigures {
	/** null where a server has it loaded. */
	readonly loadTime: number | null;
	readonly promptTokens: number;
	/** null where the tokens of the prompt are not known. */
	readonly promptSpeed: number | null;
	readonly decodeTokens: number;
	readonly decodeSpeed: number;
	/** From the request until the thought began; null for a model that does not think. */
	readonly firstThought: number | null;
	/** Bytes of main memory that the engine's process holds; null where the system does not say. */
	readonly memory: number | null;
}

export interface CodingFigures {
	/** Name of the file; empty for the project's own problems. */
	readonly file: string;
	/** Tells the problems from any others: figures over the same ones can be compared. */
	readonly fingerprint: string;
	/** Problems to be solved. */
	readonly count: number;
	/** Of those solved or given up so far, in their order. */
	readonly results: readonly ProblemResult[];
}

export interface ProblemResult {
	readonly id: string;
	readonly title: string;
	/** As the problem says, such as `easy`. */
	readonly difficulty: string;
	readonly outcome: ProblemOutcome;
	readonly thoughtTokens: number;
	readonly answerTokens: number;
	/** Milliseconds from the prompt to the end of the answer. */
	readonly time: number;
	/** What ended the thought: the model, its budget, the context's size, or that it repeated itself. */
	readonly thoughtEnd: ThoughtEnd;
}

export type ThoughtEnd = "model" | "budget" | "context" | "repetition";

/** Tests are counted from 1; at the first one that fails the others are not run. */
export type ProblemOutcome =
	| { readonly kind: "passed"; readonly tests: number }
	| { readonly kind: "wrongAnswer"; readonly test: number }
	| { readonly kind: "timeLimit"; readonly test: number }
	| { readonly kind: "memoryLimit"; readonly test: number }
	| { readonly kind: "outputLimit"; readonly test: number }
	| { readonly kind: "runtimeError"; readonly test: number; readonly message: string }
	/** The answer holds none: why, in a sentence. */
	| { readonly kind: "noCode"; readonly message: string }
	/** The context was full before the answer was. */
	| { readonly kind: "cutOff" };

/** What is being done. */
export type BenchmarkActivity =
	/** `ahead`: runs before it. */
	| { readonly kind: "queued"; readonly ahead: number }
	| { readonly kind: "loading"; readonly progress: number }
	| { readonly kind: "measuring" }
	| {
			readonly kind: "solving";
			/** From 0. */
			readonly problem: number;
			readonly title: string;
			readonly phase: "reading" | "thinking" | "answering" | "judging";
			/** Of thought and answer so far. */
			readonly tokens: number;
	  };

export type BenchmarkEvent =
	/** Whole, whenever a figure is added. */
	| { readonly kind: "benchmark"; readonly benchmark: Benchmark }
	/** A few times a second. */
	| { readonly kind: "activity"; readonly activity: BenchmarkActivity };

/**
 * Client to server: measure the model that is set. It waits for its turn among the runs, again for each problem. What is
 * known so far comes as partial results; cancelled, it is answered with that.
 */
export const benchmarkModelRequest = new RequestType<BenchmarkModelParams, BenchmarkModelResult, void>(
	"rationale/benchmarkModel",
);

/** Partial results of a benchmark. */
export const benchmarkProgress = new ProgressType<BenchmarkEvent>();

/** What a solution may use for one test; the user is told of it before any runs. Milliseconds and bytes. */
export const solutionLimits = { time: 6000, memory: 1024 ** 3 } as const;

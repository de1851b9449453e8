/** What the extension and the page of benchmarks tell each other. Times are milliseconds. */

export interface BenchmarkView {
	readonly id: string;
	/** Such as `DeepSeek-R1-Distill-Qwen-7B Q4_K_M`. */
	readonly model: string;
	/** What ran it, such as `CPU, 7 threads`. */
	readonly place: string;
	/** Such as `Normal`. */
	readonly effort: string;
	/** Since 1970. */
	readonly date: number;
	readonly state: "running" | "complete" | "stopped" | "failed";
	/** Why it failed, in a sentence; else empty. */
	readonly message: string;
	/** null: not measured. */
	readonly speed: SpeedView | null;
	/** null: speed alone. */
	readonly coding: CodingView | null;
}

/** Speeds are tokens a second; what is null is not known. */
interface SpeedView {
	readonly loadTime: number | null;
	readonly promptSpeed: number | null;
	readonly decodeSpeed: number;
	readonly firstThought: number | null;
	/** Bytes. */
	readonly memory: number | null;
}

export interface CodingView {
	/** What the problems are called. */
	readonly problems: string;
	/** The same for benchmarks over the same problems. */
	readonly key: string;
	/** Problems in all; there are results of those that are done. */
	readonly count: number;
	readonly results: readonly ResultView[];
}

export interface ResultView {
	readonly id: string;
	readonly title: string;
	readonly difficulty: string;
	readonly isPassed: boolean;
	/** Such as `Wrong answer on test 3`. */
	readonly outcome: string;
	/** More of it, such as an error's message; else empty. */
	readonly detail: string;
	/** Of thought and answer. */
	readonly tokens: number;
	readonly time: number;
}

/** The benchmark under way. */
export interface RunningView {
	readonly id: string;
	/** What it does, such as `Problem 3 of 12: thinking, 412 tokens`. */
	readonly activity: string;
	/** What of it a screen reader is told: it changes seldom. */
	readonly stage: string;
	/** From 0 to 1; null: not known. */
	readonly share: number | null;
}

export type ToBenchmarkPage =
	/** All of them, newest first; the one under way is among them. */
	| { readonly kind: "benchmarks"; readonly benchmarks: readonly BenchmarkView[]; readonly running: RunningView | null }
	| { readonly kind: "activity"; readonly running: RunningView };

export type FromBenchmarkPage =
	| { readonly kind: "ready" }
	| { readonly kind: "start" }
	| { readonly kind: "cancel" }
	| { readonly kind: "delete"; readonly id: string }
	| { readonly kind: "export"; readonly ids: readonly string[]; readonly format: "markdown" | "json" };

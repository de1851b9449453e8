import type { ProblemOutcome } from "../protocol/benchmark";
import type { Problem } from "./problem";

/** What became of a solution. */
export type Verdict = Exclude<ProblemOutcome, { kind: "noCode" | "cutOff" }>;

/** Runs solutions on the tests of their problems. */
export interface Judge {
	/** Sees that there is what it needs. Throws {@link JudgeError}. */
	prepare(): Promise<void>;
	/** Throws {@link JudgeError}, and the signal's reason when aborted. */
	judge(code: string, problem: Problem, signal: AbortSignal): Promise<Verdict>;
}

/** Why nothing can be judged, in a sentence for the user that says what to do. */
export class JudgeError extends Error {
	override readonly name = "JudgeError";
}

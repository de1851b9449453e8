import type { Judge } from "../../benchmark/judge";
import type { Problem } from "../../benchmark/problem";
import { answerFence, problemPrompt } from "../../benchmark/prompt";
import { type Engine, EngineError, type GenerateRequest, type GenerateResult } from "../../engine/engine";
import type { Benchmark, BenchmarkActivity, ProblemResult } from "../../protocol/benchmark";
import type { Settings } from "../../protocol/settings";
import type { Clock } from "../clock";
import { Solution } from "./solution";

export interface Solver {
	readonly engine: Engine;
	readonly judge: Judge;
	readonly clock: Clock;
	readonly guards: Settings["guards"];
}

type Solving = Pick<Extract<BenchmarkActivity, { kind: "solving" }>, "phase" | "tokens">;

/** Has the loaded model solve a problem, and its solution judged. Throws what the engine and the judge throw. */
export async function solveProblem(
	solver: Solver,
	problem: Problem,
	benchmark: Pick<Benchmark, "budget" | "effort" | "sampling">,
	{ onActivity, signal }: { readonly onActivity: (solving: Solving) => void; readonly signal: AbortSignal },
): Promise<ProblemResult> {
	const { clock, engine, judge } = solver;
	const solution = new Solution();
	const tell = (phase: Solving["phase"]) =>
		onActivity({ phase, tokens: solution.thoughtTokens + solution.answerTokens });
	const start = clock.now();
	tell("reading");
	const result = await engine.generate(
		requestFor(problem, benchmark, solver.guards),
		(progress) => {
			solution.add(progress);
			tell(solution.phase);
		},
		{ signal },
	);
	checkEnd(result, signal);
	const time = Math.round(clock.now() - start);
	const found = solution.code(result, problem.starterCode);
	if (found.kind === "code") tell("judging");
	return {
		id: problem.id,
		title: problem.title,
		difficulty: problem.difficulty,
		outcome: found.kind === "code" ? await judge.judge(found.code, problem, signal) : found,
		thoughtTokens: solution.thoughtTokens,
		answerTokens: solution.answerTokens,
		time,
		thoughtEnd: solution.thoughtEnd,
	};
}

/** A generation that was stopped has no result: by the user, who cancelled, or by an unload. */
export function checkEnd({ end }: GenerateResult, signal: AbortSignal): void {
	if (end !== "stopped") return;
	signal.throwIfAborted();
	throw new EngineError("noModel", "The model was unloaded during the benchmark. Benchmark again.");
}

function requestFor(
	problem: Problem,
	{ budget, effort, sampling }: Pick<Benchmark, "budget" | "effort" | "sampling">,
	guards: Settings["guards"],
): GenerateRequest {
	return {
		prompt: problemPrompt(problem),
		sampling,
		budget,
		guards,
		...(effort === "none" && { thought: { text: "", isOver: true } }),
		answerStart: answerFence,
	};
}

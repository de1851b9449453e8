// How benchmarks read on their page.
import type { BenchmarkView, ResultView, RunningView } from "../../media/benchmark/protocol";
import type {
	Benchmark,
	BenchmarkActivity,
	BenchmarkedModel,
	CodingFigures,
	ProblemOutcome,
	ProblemResult,
	ThoughtEnd,
} from "../../server/protocol/benchmark";
import { effortTitles } from "../view/effortText";
import { percent } from "../view/percent";

export function benchmarkView({ coding, date, effort, id, model, speed, state }: Benchmark): BenchmarkView {
	return {
		id,
		model: model ? modelName(model) : "The model",
		place: model ? placeOf(model) : "",
		effort: effortTitles[effort],
		date,
		state: state.kind,
		message: state.kind === "failed" ? state.message : "",
		speed,
		coding: coding && {
			problems: problemsName(coding),
			key: coding.fingerprint,
			count: coding.count,
			results: coding.results.map(resultView),
		},
	};
}

function problemsName({ file }: Pick<CodingFigures, "file">): string {
	return file === "" ? "Rationale's problems" : file;
}

function modelName({ name, quantization }: BenchmarkedModel): string {
	return quantization === "" || name.includes(quantization) ? name : `${name} ${quantization}`;
}

const deviceNames = { cpu: "CPU", cuda: "CUDA", vulkan: "Vulkan", metal: "Metal", server: "Server" } as const;

function placeOf({ device, gpuLayers, server, threads }: BenchmarkedModel): string {
	if (server !== null) {
		return hostOf(server);
	}
	const count = device === "cpu" ? counted(threads, "thread") : counted(gpuLayers, "layer");
	return `${deviceNames[device]}, ${count}`;
}

function hostOf(address: string): string {
	return URL.canParse(address) ? new URL(address).host : address;
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function resultView(result: ProblemResult): ResultView {
	const { answerTokens, difficulty, id, outcome, thoughtEnd, thoughtTokens, time, title } = result;
	const isPassed = outcome.kind === "passed";
	const message = outcome.kind === "runtimeError" || outcome.kind === "noCode" ? outcome.message : "";
	const details = [message, isPassed ? "" : thoughtEnds[thoughtEnd]].filter((it) => it !== "");
	return {
		id,
		title,
		difficulty,
		isPassed,
		outcome: outcomeText(outcome),
		detail: details.join(" "),
		tokens: thoughtTokens + answerTokens,
		time,
	};
}

const thoughtEnds = {
	model: "",
	budget: "Its thought was cut off by the budget.",
	context: "Its thought was cut off by the context's size.",
	repetition: "Its thought repeated itself and was cut off.",
} as const satisfies Readonly<Record<ThoughtEnd, string>>;

function outcomeText(outcome: ProblemOutcome): string {
	switch (outcome.kind) {
		case "passed":
			return "Passed";
		case "wrongAnswer":
			return `Wrong answer on test ${outcome.test}`;
		case "timeLimit":
			return `Too slow on test ${outcome.test}`;
		case "memoryLimit":
			return `Out of memory on test ${outcome.test}`;
		case "outputLimit":
			return `Too much output on test ${outcome.test}`;
		case "runtimeError":
			return `Error on test ${outcome.test}`;
		case "noCode":
			return "No code";
		case "cutOff":
			return "Cut off: the context is full";
		default:
			return outcome satisfies never;
	}
}

/** What goes on, of a benchmark as far as it is known. */
export function runningView(benchmark: Benchmark, activity: BenchmarkActivity): RunningView {
	const { coding, id } = benchmark;
	const done = coding ? coding.results.length / coding.count : null;
	const share = activity.kind === "loading" && !benchmark.speed ? activity.progress : done;
	return { id, ...activityText(activity, coding?.count ?? 0), share };
}

const phases = {
	reading: "reading it",
	thinking: "thinking",
	answering: "answering",
	judging: "running the solution",
} as const;

function activityText(activity: BenchmarkActivity, count: number): Pick<RunningView, "activity" | "stage"> {
	switch (activity.kind) {
		case "queued": {
			const stage = activity.ahead === 1 ? "Waiting for a run" : `Waiting for ${activity.ahead} runs`;
			return { activity: stage, stage };
		}
		case "loading":
			return { activity: `Loading the model, ${percent(activity.progress)}`, stage: "Loading the model" };
		case "measuring":
			return { activity: "Measuring the speed", stage: "Measuring the speed" };
		case "solving": {
			const { phase, problem, title, tokens } = activity;
			const stage = `Problem ${problem + 1} of ${count}`;
			const written = tokens > 0 ? `, ${tokens.toLocaleString("en")} tokens` : "";
			return { activity: `${stage}, ${title}: ${phases[phase]}${written}`, stage };
		}
		default:
			return activity satisfies never;
	}
}

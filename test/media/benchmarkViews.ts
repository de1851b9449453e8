/** Benchmarks as the page is shown them. */
import type { BenchmarkView, CodingView, ResultView, RunningView } from "../../media/benchmark/protocol";

const titles = [
	"Rising Days",
	"Vowel Weight",
	"Receipt Total",
	"Count Runs",
	"Mirror Clock",
	"Lift Trips",
	"Longest Break",
	"Mend Brackets",
	"Warehouse Robot",
	"Ways to Pay",
	"Order Versions",
	"Steepest Tour",
];

const failures = [
	{ outcome: "Wrong answer on test 3", detail: "" },
	{ outcome: "Runtime error on test 1", detail: "IndexError: list index out of range" },
	{ outcome: "Time limit on test 8", detail: "" },
	{ outcome: "No code", detail: "The model ended without an answer. Its thought was ended by its budget." },
];

function results(passed: number, tokens: number, tried = titles.length): readonly ResultView[] {
	return titles.slice(0, tried).map((title, index) => {
		const isPassed = (index * 5) % titles.length < passed;
		const failure = failures[index % failures.length] ?? { outcome: "", detail: "" };
		return {
			id: title,
			title,
			difficulty: index < 5 ? "easy" : "medium",
			isPassed,
			outcome: isPassed ? "Passed" : failure.outcome,
			detail: isPassed ? "" : failure.detail,
			tokens: tokens + index * 40,
			time: (tokens + index * 40) * 90,
		};
	});
}

function coding(list: readonly ResultView[], change: Partial<CodingView> = {}): CodingView {
	return { problems: "Rationale's problems", key: "own", count: titles.length, results: list, ...change };
}

const small = { model: "DeepSeek-R1-Distill-Qwen-1.5B Q4_K_M", place: "CPU, 7 threads" };
const large = { model: "DeepSeek-R1-Distill-Qwen-14B Q4_K_M", place: "Vulkan, 48 layers" };
const smallSpeed = { loadTime: 812, promptSpeed: 212, decodeSpeed: 28.4, firstThought: 1890, memory: 1.71e9 };
const largeSpeed = { loadTime: 9400, promptSpeed: 74.2, decodeSpeed: 6.9, firstThought: 5400, memory: 10.9e9 };
const day = 86_400_000;
const finished = { state: "complete", message: "" } as const;

/** Newest first. */
export const benchmarkViews: readonly BenchmarkView[] = [
	{
		id: "e",
		...large,
		effort: "Deep",
		date: 1.79e12 + 4 * day,
		...finished,
		speed: largeSpeed,
		coding: coding(results(10, 2300)),
	},
	{
		id: "d",
		...large,
		effort: "Brief",
		date: 1.79e12 + 3 * day,
		...finished,
		speed: largeSpeed,
		coding: coding(results(8, 420)),
	},
	{
		id: "c",
		...small,
		effort: "Deep",
		date: 1.79e12 + 2 * day,
		...finished,
		speed: smallSpeed,
		coding: coding(results(6, 2700)),
	},
	{
		id: "b",
		...small,
		effort: "Normal",
		date: 1.79e12 + day,
		...finished,
		speed: smallSpeed,
		coding: coding(results(5, 1050)),
	},
	{
		id: "a",
		...small,
		effort: "Brief",
		date: 1.79e12,
		...finished,
		speed: smallSpeed,
		coding: coding(results(3, 380)),
	},
];

export const speedOnly: BenchmarkView = {
	id: "s",
	...small,
	effort: "Normal",
	date: 1.79e12 - day,
	...finished,
	speed: { ...smallSpeed, memory: null, promptSpeed: null },
	coding: null,
};

export const ofFile: BenchmarkView = {
	id: "f",
	...small,
	effort: "Unlimited",
	date: 1.79e12 - 2 * day,
	state: "failed",
	message: "llama.cpp stopped working and took the model with it. Benchmark again.",
	speed: smallSpeed,
	coding: coding(results(2, 5000, 4), { problems: "test6.jsonl", key: "file", count: 25 }),
};

export const underWay: BenchmarkView = {
	id: "r",
	...large,
	effort: "Normal",
	date: 1.79e12 + 5 * day,
	state: "running",
	message: "",
	speed: largeSpeed,
	coding: coding(results(9, 1010, 5)),
};

export const running: RunningView = {
	id: "r",
	activity: "Problem 6 of 12, Lift Trips: thinking, 412 tokens",
	stage: "Problem 6 of 12",
	share: 5 / 12,
};

// A benchmark as a file, and back.
import type {
	Benchmark,
	BenchmarkedModel,
	BenchmarkState,
	CodingFigures,
	ProblemOutcome,
	ProblemResult,
	SpeedFigures,
	ThoughtEnd,
} from "../../server/protocol/benchmark";
import type { Effort } from "../../server/protocol/settings";
import {
	fieldOf,
	isCount,
	isListOf,
	isNullOr,
	isNumber,
	isObject,
	isOneOf,
	isShape,
	isString,
	isTagged,
} from "../guards";

/** Goes up when the shape of a benchmark changes. */
const version = 1;

export function serializeBenchmark(benchmark: Benchmark): string {
	return JSON.stringify({ version, benchmark });
}

/** Undefined for what is none, or of another version. */
export function parseBenchmark(text: string): Benchmark | undefined {
	const value = parseJson(text);
	if (!isObject(value) || fieldOf(value, "version") !== version) {
		return undefined;
	}
	const benchmark = fieldOf(value, "benchmark");
	return isBenchmark(benchmark) ? benchmark : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Cut off in the middle, or not ours: no value is the answer.
		return undefined;
	}
}

/** Part of a file's name. */
const isId = (value: unknown): value is string => isString(value) && /^[\w-]{1,64}$/.test(value);

const isModel = isShape<BenchmarkedModel>({
	contextSize: isCount,
	device: isOneOf<BenchmarkedModel["device"]>({ cpu: 1, cuda: 1, vulkan: 1, metal: 1, server: 1 }),
	gpuLayers: isCount,
	name: isString,
	quantization: isString,
	server: isNullOr(isString),
	threads: isCount,
});

const isSpeed = isShape<SpeedFigures>({
	loadTime: isNullOr(isNumber),
	promptTokens: isCount,
	promptSpeed: isNullOr(isNumber),
	decodeTokens: isCount,
	decodeSpeed: isNumber,
	firstThought: isNullOr(isNumber),
	memory: isNullOr(isNumber),
});

const isOutcome = isTagged<ProblemOutcome>({
	passed: { tests: isCount },
	wrongAnswer: { test: isCount },
	timeLimit: { test: isCount },
	memoryLimit: { test: isCount },
	outputLimit: { test: isCount },
	runtimeError: { test: isCount, message: isString },
	noCode: { message: isString },
	cutOff: {},
});

const isResult = isShape<ProblemResult>({
	id: isString,
	title: isString,
	difficulty: isString,
	outcome: isOutcome,
	thoughtTokens: isCount,
	answerTokens: isCount,
	time: isNumber,
	thoughtEnd: isOneOf<ThoughtEnd>({ model: 1, budget: 1, context: 1, repetition: 1 }),
});

const isCoding = isShape<CodingFigures>({
	file: isString,
	fingerprint: isString,
	count: isCount,
	results: isListOf(isResult),
});

/** One that goes on is not kept. */
const isState = isTagged<Exclude<BenchmarkState, { kind: "running" }>>({
	complete: {},
	stopped: {},
	failed: { message: isString },
});

const isBenchmark = isShape<Benchmark>({
	id: isId,
	date: isNumber,
	model: isNullOr(isModel),
	effort: isOneOf<Effort>({ none: 1, brief: 1, normal: 1, deep: 1, unlimited: 1 }),
	budget: isNullOr(isCount),
	sampling: isShape<Benchmark["sampling"]>({ temperature: isNumber, topP: isNumber, seed: isNumber }),
	speed: isNullOr(isSpeed),
	coding: isNullOr(isCoding),
	state: isState,
});

/** Judges solutions by running them, each test in a process of its own that never learns what is expected. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSameOutput } from "../benchmark/compareOutput";
import { isSameValue } from "../benchmark/compareValue";
import { type Judge, JudgeError, type Verdict } from "../benchmark/judge";
import type { Problem, ProblemTest } from "../benchmark/problem";
import { solutionLimits } from "../protocol/benchmark";
import { type BoundedEnd, runBounded } from "./boundedProcess";
import { findPython, type Python } from "./python";
import runner from "./runner.py";

export interface Limits {
	/** Milliseconds for one test; by default as LiveCodeBench has it. */
	readonly time: number;
	/** Milliseconds for all tests of a problem. */
	readonly totalTime: number;
	/** Bytes. */
	readonly memory: number;
}

const defaultLimits: Limits = { ...solutionLimits, totalTime: 120_000 };

/** Bytes that a program may print beside a few times what is expected. */
const outputRoom = 1024 ** 2;

/** Threads in a namespace of its own; outside of one the system counts all that the user runs. */
const isolatedProcesses = 32;
const sharedProcesses = 4096;

/** Exit codes of the runner. */
const failed = 81;
const outOfMemory = 82;

export class PythonJudge implements Judge {
	readonly #limits: Limits;
	#python: Promise<Python> | undefined;

	constructor(limits: Limits = defaultLimits) {
		this.#limits = limits;
	}

	async prepare(): Promise<void> {
		await this.#found();
	}

	async judge(code: string, problem: Problem, signal: AbortSignal): Promise<Verdict> {
		const python = await this.#found();
		const folder = await mkdtemp(join(tmpdir(), "rationale-judge-"));
		try {
			await writeFile(join(folder, "solution.py"), code);
			return await this.#judgeIn(folder, python, problem, signal);
		} finally {
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		}
	}

	async #judgeIn(folder: string, python: Python, problem: Problem, signal: AbortSignal): Promise<Verdict> {
		const end = performance.now() + this.#limits.totalTime;
		for (const [index, test] of problem.tests.entries()) {
			const timeLimit = Math.min(this.#limits.time, end - performance.now());
			if (timeLimit <= 0) return { kind: "timeLimit", test: index + 1 };
			const command = {
				program: python.program,
				args: [...python.args, "-c", runner, ...this.#runnerArguments(problem, python)],
				folder,
				input: test.input,
				timeLimit,
				maxOutput: outputRoom + 4 * test.output.length,
			};
			const verdict = verdictOf(await run(command, signal), problem, test, index + 1);
			if (verdict) return verdict;
		}
		return { kind: "passed", tests: problem.tests.length };
	}

	#runnerArguments({ functionName }: Problem, { isIsolated }: Python): string[] {
		const { memory, time } = this.#limits;
		// A second more than the clock's: that is what should end it.
		const seconds = Math.ceil(time / 1000) + 1;
		const processes = isIsolated ? isolatedProcesses : sharedProcesses;
		return [
			functionName === null ? "stdin" : "function",
			functionName ?? "",
			...[memory, seconds, processes].map(String),
		];
	}

	/** Looked for again where there was none: it may have been installed since. */
	#found(): Promise<Python> {
		this.#python ??= findPython().catch((error: unknown) => {
			this.#python = undefined;
			throw error;
		});
		return this.#python;
	}
}

async function run(...[command, signal]: Parameters<typeof runBounded>): Promise<BoundedEnd> {
	try {
		return await runBounded(command, signal);
	} catch (error) {
		signal.throwIfAborted();
		const reason = error instanceof Error ? error.message : String(error);
		throw new JudgeError(
			`Python could not be started: ${reason}. Check that it runs in a terminal, and benchmark again.`,
		);
	}
}

/** Undefined where the test is passed. */
function verdictOf(end: BoundedEnd, problem: Problem, expected: ProblemTest, test: number): Verdict | undefined {
	switch (end.kind) {
		case "late":
			return { kind: "timeLimit", test };
		case "tooMuch":
			return { kind: "outputLimit", test };
		case "signalled":
			return signalled(end.signal, test);
		case "exited":
			return exited(end, problem, expected, test);
		default:
			return end satisfies never;
	}
}

function exited(
	{ code, errors, output }: Extract<BoundedEnd, { kind: "exited" }>,
	{ functionName }: Problem,
	expected: ProblemTest,
	test: number,
): Verdict | undefined {
	if (code === outOfMemory) return { kind: "memoryLimit", test };
	// What ends it by a signal in a namespace of its own looks so.
	if (code > 128) return signalled(signalNames.get(code - 128) ?? `signal ${code - 128}`, test);
	if (code === failed || errors.includes("Fatal Python error")) return failure(errors, test);
	const isSame = functionName === null ? isSameOutput : isSameValue;
	return isSame(output, expected.output) ? undefined : { kind: "wrongAnswer", test };
}

/** The last line of what it said, which the runner writes. */
function failure(errors: string, test: number): Verdict {
	const message = errors.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
	return message.startsWith("MemoryError") ? { kind: "memoryLimit", test } : { kind: "runtimeError", test, message };
}

const signalNames = new Map([
	[6, "SIGABRT"],
	[9, "SIGKILL"],
	[11, "SIGSEGV"],
	[24, "SIGXCPU"],
]);

function signalled(signal: string, test: number): Verdict {
	return signal === "SIGXCPU"
		? { kind: "timeLimit", test }
		: { kind: "runtimeError", test, message: `It was ended by ${signal}.` };
}

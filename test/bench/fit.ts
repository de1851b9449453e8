/** How near the estimates of memory and speed come to what the engine takes and does: for tiny-r1, and at a 1.5B's size. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModelFile } from "../../server/engine/ggufFile";
import { MachineProbe } from "../../server/engine/machineProbe";
import { distills } from "../../server/model/distills";
import { fitOf } from "../../server/model/fit";
import type { Quantization } from "../../server/model/quantization";
import { sizedModelOf } from "../../server/model/shape";
import { createEngine, engineScript, requestFor, tinyModel, tinyOptions } from "../engine/tinyEngine";
import { writeRandomModel } from "../support/randomModel";

/** An estimate of memory may be off by so much of what was measured. */
const tolerance = 0.1;
const tokens = 48;

interface Candidate {
	readonly title: string;
	readonly path: string;
	readonly contextSize: number;
	/** Of which the median counts: a process collects its garbage when it likes, and the machine has other work too. */
	readonly runs: number;
}

interface Measured {
	/** Bytes of main memory that the engine's process had at most, and after it wrote. */
	readonly peak: number;
	readonly memory: number;
	readonly tokensPerSecond: number;
}

export async function benchmarkFit(): Promise<void> {
	if (process.platform !== "linux") throw new Error("What memory a process has is read from /proc, which Linux has.");
	const folder = mkdtempSync(join(tmpdir(), "rationale-"));
	try {
		const failures: string[] = [];
		for (const candidate of candidatesIn(folder)) {
			if (!(await compare(candidate))) failures.push(candidate.title);
		}
		if (failures.length > 0) throw new Error(`The memory of ${failures.join(" and ")} is not estimated well.`);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function* candidatesIn(folder: string): Iterable<Candidate> {
	for (const contextSize of [512, 2048]) yield { title: "tiny-r1", path: tinyModel, contextSize, runs: 7 };
	const quantizations: readonly Quantization[] = ["Q4_K_M", "Q8_0"];
	const [smallest] = distills;
	if (!smallest) return;
	for (const quantization of quantizations) {
		const path = join(folder, `${quantization}.gguf`);
		writeRandomModel(path, smallest.shape, quantization);
		for (const contextSize of [2048, 16_384]) {
			yield { title: `1.5B at ${quantization}`, path, contextSize, runs: 3 };
		}
		rmSync(path);
	}
}

/** Whether the memory is estimated well. */
async function compare(candidate: Candidate): Promise<boolean> {
	const sized = sizedModelOf(await readModelFile(candidate.path));
	if (!sized) throw new Error(`The header of ${candidate.path} does not say enough.`);
	const machine = await new MachineProbe(engineScript, () => {}).machine();
	const fit = fitOf({ ...machine, gpu: null }, sized, candidate.contextSize);
	const measured = await median(candidate);
	const memoryRatio = fit.memory / measured.memory;
	const cells = [
		`${candidate.title}, ${candidate.contextSize} tokens of context:`,
		`memory ${gigabytes(fit.memory)} estimated, ${gigabytes(measured.memory)} measured (at most`,
		`${gigabytes(measured.peak)}), ratio ${memoryRatio.toFixed(3)}; at ${gigabytes(machine.bandwidth)} a second`,
		`${fit.tokensPerSecond.toFixed(1)} tokens a second estimated, ${measured.tokensPerSecond.toFixed(1)} measured, ratio`,
		(fit.tokensPerSecond / measured.tokensPerSecond).toFixed(2),
	];
	console.log(cells.join(" "));
	return [memoryRatio, fit.memory / measured.peak].every((ratio) => Math.abs(ratio - 1) <= tolerance);
}

async function median(candidate: Candidate): Promise<Measured> {
	const all: Measured[] = [];
	for (let run = 0; run < candidate.runs; run++) all.push(await measure(candidate));
	const middle = (key: keyof Measured) => all.map((it) => it[key]).toSorted((a, b) => a - b)[candidate.runs >> 1] ?? 0;
	return { peak: middle("peak"), memory: middle("memory"), tokensPerSecond: middle("tokensPerSecond") };
}

/** As users have it: with as many threads as the engine takes, and sampling. */
async function measure({ contextSize, path }: Candidate): Promise<Measured> {
	const engine = createEngine();
	const controller = new AbortController();
	const times: number[] = [];
	try {
		await engine.load(tinyOptions({ path, contextSize, threads: 0 }), controller.signal);
		const request = requestFor({ sampling: { temperature: 0.6, topP: 0.95, seed: 1 } });
		await engine.generate(
			request,
			(progress) => {
				if (progress.kind === "delta") times.push(performance.now());
				if (times.length > tokens) controller.abort();
			},
			{ signal: controller.signal },
		);
		const [begin = 0] = times;
		const seconds = ((times.at(-1) ?? 0) - begin) / 1000;
		return { ...memoryOf(engine.pid), tokensPerSecond: (times.length - 1) / seconds };
	} finally {
		await engine.dispose();
	}
}

function memoryOf(pid: number | undefined): { readonly peak: number; readonly memory: number } {
	const status = readFileSync(`/proc/${pid}/status`, "utf8");
	const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
	return { peak: bytes("VmHWM"), memory: bytes("VmRSS") };
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(3)} GB`;
}

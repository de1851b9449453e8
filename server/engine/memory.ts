/** Whether there is memory for a model and its contexts. */
import { basename } from "node:path";
import type { GgufInsights, Llama } from "node-llama-cpp";
import { EngineError, type FileOptions } from "./engine";

/**
 * Without a GPU the library loads what it is given, and Linux then ends the process once memory is short. So what is
 * needed is compared with what is free before; arithmetic only, since trial runs of llama.cpp take memory themselves.
 */
export async function checkMemory(llama: Llama, needed: number, options: FileOptions): Promise<void> {
	if (llama.gpu) return;
	const free = await freeMemory(llama);
	if (needed > free) throw outOfMemory(options, `it needs ${gigabytes(needed)}, and ${gigabytes(free)} are free`);
}

/** Bytes of main memory that a context takes. */
export function contextMemory(
	insights: GgufInsights,
	{ batchSize, contextSize }: { readonly contextSize: number; readonly batchSize: number },
): number {
	return insights.estimateContextResourceRequirements({ contextSize, batchSize, modelGpuLayers: 0, sequences: 1 })
		.cpuRam;
}

/** Bytes of main memory that a model may still take. */
export async function freeMemory(llama: Llama): Promise<number> {
	const [ram, swap] = await Promise.all([llama.getRamState(), llama.getSwapState()]);
	// In a container with a limit, the machine's own figures say nothing. 0: none is known.
	const limit = process.constrainedMemory();
	if (limit > 0 && limit < ram.total) return process.availableMemory();
	// macOS makes room as it is asked for.
	return swap.maxSize === Number.POSITIVE_INFINITY ? ram.total : ram.free + swap.allocated - swap.used;
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** What is short, in words that say what to do. */
export function outOfMemory({ path, contextSize }: FileOptions, reason: string): EngineError {
	return new EngineError(
		"outOfMemory",
		`There is not enough memory for ${basename(path)} with a context of ${contextSize} tokens: ${reason}. ` +
			"Close other programs, lower the context size, or select a smaller model or quantization.",
	);
}

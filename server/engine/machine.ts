/** Looks at the machine through llama.cpp's eyes: what memory there is, and what may evaluate layers. */
import type { Llama } from "node-llama-cpp";
import type { Machine, MachineGpu } from "../protocol/catalogue";
import { measureBandwidth } from "./bandwidth";
import { freeMemory } from "./memory";

/** Takes about a third of a second. */
export async function measureMachine(llama: Llama): Promise<Machine> {
	// As many threads as the engine computes with: fewer than all cannot always read as fast as all.
	const bandwidth = await measureBandwidth(llama.maxThreads);
	const [memory, free, gpu] = await Promise.all([totalMemory(llama), freeMemory(llama), measureGpu(llama)]);
	return { memory, freeMemory: free, cores: llama.cpuMathCores, bandwidth, gpu };
}

/** In a container, its limit. */
async function totalMemory(llama: Llama): Promise<number> {
	const { total } = await llama.getRamState();
	const limit = process.constrainedMemory();
	// 0: none is known.
	return limit > 0 ? Math.min(limit, total) : total;
}

async function measureGpu(llama: Llama): Promise<MachineGpu | null> {
	if (!llama.gpu) return null;
	const [{ free, total, unifiedSize }, names] = await Promise.all([llama.getVramState(), llama.getGpuDeviceNames()]);
	if (total === 0) return null;
	return {
		name: names.join(", "),
		memory: total,
		freeMemory: free,
		// A machine may have a small one of that kind beside a card.
		isUnified: unifiedSize > total / 2,
	};
}

/** Machines as programmers have them. */
import type { Machine, MachineGpu } from "../../../server/protocol/catalogue";

const gibibyte = 1024 ** 3;

/** GB of memory, of which so many are free, and GB a second. */
export function machine(memory: number, free: number, bandwidth: number, gpu: MachineGpu | null = null): Machine {
	return {
		memory: memory * gibibyte,
		freeMemory: free * gibibyte,
		cores: 8,
		bandwidth: bandwidth * 1e9,
		gpu,
	};
}

export function card(name: string, memory: number): MachineGpu {
	return { name, memory: memory * gibibyte, freeMemory: memory * gibibyte, isUnified: false };
}

/** Apple's lets its GPU have some two thirds of the memory. */
export function apple(name: string, memory: number, bandwidth: number): Machine {
	const gpu = { name, memory: (memory * gibibyte * 2) / 3, freeMemory: (memory * gibibyte) / 2, isUnified: true };
	return machine(memory, memory / 2, bandwidth, gpu);
}

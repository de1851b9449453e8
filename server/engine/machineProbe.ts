import type { Machine } from "../protocol/catalogue";
import { EngineProcess } from "./engineProcess";
import type { Log } from "./ipc";

/** Measures the machine in a process of its own, which then ends: once, but for the memory that is free. */
export class MachineProbe {
	readonly #script: string;
	readonly #log: Log;
	#measured: Promise<Machine> | undefined;

	/** `script` is the engine process's. */
	constructor(script: string, log: Log) {
		this.#script = script;
		this.#log = log;
	}

	/** Throws an `EngineError` where llama.cpp does not run; then the next call tries again. */
	async machine(): Promise<Machine> {
		const isMeasured = this.#measured !== undefined;
		this.#measured ??= probeMachine(this.#script, this.#log).catch((error: unknown) => {
			this.#measured = undefined;
			throw error;
		});
		const machine = await this.#measured;
		// macOS makes room as it is asked for, so that what is free says little.
		if (!isMeasured || process.platform === "darwin") return machine;
		return { ...machine, freeMemory: Math.min(machine.memory, process.availableMemory()) };
	}
}

async function probeMachine(script: string, log: Log): Promise<Machine> {
	const child = new EngineProcess(script, log, () => {});
	try {
		const machine = await child.probe();
		log("info", describe(machine));
		return machine;
	} finally {
		await child.end();
	}
}

function describe({ bandwidth, cores, gpu, memory }: Machine): string {
	const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
	const device = gpu ? `${gpu.name} with ${gigabytes(gpu.memory)}${gpu.isUnified ? " of it" : ""}` : "no GPU";
	return `This machine has ${gigabytes(memory)} of memory, read at ${gigabytes(bandwidth)} a second, ${cores} cores, and ${device}.`;
}

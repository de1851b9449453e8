import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** More threads than this hardly read faster on any machine that has one memory. */
const mostReaders = 8;

/**
 * Bytes a second that so many threads together read of the main memory, in about a fifth of a second. `script` is
 * `bandwidthWorker.ts` as it is built.
 */
export async function measureBandwidth(threads: number, script = join(__dirname, "bandwidth.js")): Promise<number> {
	const readers = Math.max(1, Math.min(threads, mostReaders));
	const speeds = await Promise.all(Array.from({ length: readers }, () => readInThread(script)));
	return speeds.reduce((sum, speed) => sum + speed, 0);
}

function readInThread(script: string): Promise<number> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(script);
		worker.once("message", resolve);
		worker.once("error", reject);
	});
}

// The process in which the model runs, found from outside: to be held still in the middle of a thought, or killed.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { runCommand } from "./subprocess";

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** The engine processes below another process; none while no model is loaded. */
export async function findEngines(ancestor: number): Promise<readonly number[]> {
	const processes = existsSync("/proc/self/status") ? await readProc() : await askPs();
	const below = new Set([ancestor]);
	for (let size = 0; size < below.size; ) {
		size = below.size;
		for (const { pid } of processes.filter(({ parent }) => below.has(parent))) {
			below.add(pid);
		}
	}
	return processes.filter(({ pid, command }) => below.has(pid) && command.includes("engine.js")).map(({ pid }) => pid);
}

/** Linux; a small one has no ps. */
async function readProc(): Promise<Process[]> {
	const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(pids.map((pid) => readProcess(`/proc/${pid}`).catch(() => undefined)));
	// Those that ended in the meantime are left out.
	return found.filter((it) => it !== undefined);
}

async function readProcess(folder: string): Promise<Process> {
	const status = await readFile(`${folder}/status`, "utf8");
	const command = await readFile(`${folder}/cmdline`, "utf8");
	return { pid: Number(basename(folder)), parent: Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]), command };
}

async function askPs(): Promise<Process[]> {
	const { output } = await runCommand("ps", ["-A", "-o", "pid=,ppid=,args="], { timeLimit: 10_000 });
	return output.split("\n").flatMap((line) => {
		const fields = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
		return fields ? [{ pid: Number(fields[1]), parent: Number(fields[2]), command: fields[3] ?? "" }] : [];
	});
}

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Milliseconds. */
const patience = 5000;

/** Bytes of main memory that a process holds; null where the system does not say. */
export async function processMemory(pid: number): Promise<number | null> {
	try {
		switch (process.platform) {
			case "linux":
				return kilobytes(/^VmRSS:\s*(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]);
			case "win32":
				return kilobytes(memoryColumn(await output("tasklist", ["/fi", `PID eq ${pid}`, "/fo", "csv", "/nh"])));
			default:
				return kilobytes((await output("ps", ["-o", "rss=", "-p", String(pid)])).trim());
		}
	} catch {
		// No such process, or no such program: then nobody says.
		return null;
	}
}

async function output(program: string, args: readonly string[]): Promise<string> {
	return (await run(program, [...args], { timeout: patience, windowsHide: true })).stdout;
}

/** The last column, such as `"1,234,567 K"`; how the digits are grouped depends on the system's language. */
function memoryColumn(csv: string): string | undefined {
	return csv.trim().split('","').at(-1)?.replace(/\D/g, "");
}

function kilobytes(text: string | undefined): number | null {
	return text && /^\d+$/.test(text) ? Number(text) * 1024 : null;
}

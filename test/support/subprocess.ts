// Commands of the test harness: each has a time limit and, when it is over, leaves nothing of its process group behind.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface CommandOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Milliseconds. */
	readonly timeLimit: number;
	/** Show the output as it comes; it is not in the outcome then. */
	readonly isShown?: boolean;
}

export interface Outcome {
	/** `null` where a signal ended it. */
	readonly code: number | null;
	readonly isLate: boolean;
	readonly output: string;
}

/** On Windows a detached child gets a console window, and there are no groups to signal. */
const hasGroups = process.platform !== "win32";

/** Milliseconds that a process group has to end by itself. */
const patience = 10_000;

/** Runs a command to its end, or to its time limit, without input. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
	const output = options.isShown ? "inherit" : "pipe";
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		stdio: ["ignore", output, output],
		detached: hasGroups,
	});
	// Asked, not killed: a command may have groups of its own to end.
	const forget = endWithThisProcess(child, "SIGTERM");
	const chunks: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
	}
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		void stopGroup(child);
	}, options.timeLimit);
	try {
		await once(child, "close");
		return { code: child.exitCode, isLate, output: Buffer.concat(chunks).toString() };
	} finally {
		clearTimeout(timer);
		signalGroup(child, "SIGKILL");
		forget();
	}
}

/** Ends a detached child with all that it started: asks first, then insists. */
export async function stopGroup(child: ChildProcess): Promise<void> {
	const isRunning = child.exitCode === null && child.signalCode === null;
	signalGroup(child, "SIGTERM");
	if (isRunning) {
		const limit = AbortSignal.timeout(patience);
		await once(child, "exit", { signal: limit }).catch(() => "It did not end when asked; SIGKILL follows.");
	}
	signalGroup(child, "SIGKILL");
}

/** A detached child outlives its parent unless it is told: at the parent's exit, on a signal, after an uncaught error. */
export function endWithThisProcess(child: ChildProcess, signal: NodeJS.Signals): () => void {
	return atExit(() => signalGroup(child, signal));
}

/** Cleans up however this process ends, but by SIGKILL. */
export function atExit(work: () => void): () => void {
	const exit = () => process.exit(1);
	process.once("exit", work);
	process.once("SIGINT", exit);
	process.once("SIGTERM", exit);
	return () => {
		process.off("exit", work);
		process.off("SIGINT", exit);
		process.off("SIGTERM", exit);
	};
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) {
		return;
	}
	try {
		process.kill(hasGroups ? -child.pid : child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

/** Runs a program to its end with bounds: on its time, on what it prints, and on what it leaves behind. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface BoundedCommand {
	readonly program: string;
	readonly args: readonly string[];
	readonly folder: string;
	readonly input: string;
	/** Milliseconds. */
	readonly timeLimit: number;
	/** Bytes of standard output. */
	readonly maxOutput: number;
}

export type BoundedEnd =
	| { readonly kind: "exited"; readonly code: number; readonly output: string; readonly errors: string }
	/** A signal that was not sent from here ended it. */
	| { readonly kind: "signalled"; readonly signal: string }
	| { readonly kind: "late" }
	| { readonly kind: "tooMuch" };

/** Bytes of standard error that are kept: its end says what failed. */
const maxErrors = 4096;

const isWindows = process.platform === "win32";

/** Rejects when the program cannot be started, and with the signal's reason when aborted. No process stays behind. */
export async function runBounded(command: BoundedCommand, signal: AbortSignal): Promise<BoundedEnd> {
	signal.throwIfAborted();
	const child = spawn(command.program, command.args, {
		cwd: command.folder,
		env: environment(),
		// A group can be ended as a whole; on Windows that would open a window.
		detached: !isWindows,
		windowsHide: true,
		stdio: ["pipe", "pipe", "pipe"],
	});
	const closed = once(child, "close");
	let stopped: "late" | "tooMuch" | undefined;
	const stop = (why: "late" | "tooMuch") => {
		stopped ??= why;
		killGroup(child);
	};
	const giveUp = () => killGroup(child);
	const timer = setTimeout(stop, command.timeLimit, "late");
	signal.addEventListener("abort", giveUp, { once: true });
	// Who reads no input closes the pipe: that is its own affair.
	child.stdin.on("error", () => {});
	child.stdin.end(command.input);
	const output = collect(child.stdout, command.maxOutput, () => stop("tooMuch"));
	const errors = collectEnd(child.stderr);
	// What it started may hold the pipes open when it has gone.
	child.once("exit", () => killGroup(child));
	try {
		const [code, killedBy] = await closed;
		signal.throwIfAborted();
		if (stopped) return { kind: stopped };
		return typeof code === "number"
			? { kind: "exited", code, output: output(), errors: errors() }
			: { kind: "signalled", signal: String(killedBy) };
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", giveUp);
	}
}

/** Nothing of the user's; Windows itself cannot do without these. */
function environment(): NodeJS.ProcessEnv {
	const names = isWindows ? ["SystemRoot", "SYSTEMROOT", "windir"] : [];
	return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function collect(stream: Readable, max: number, onTooMuch: () => void): () => string {
	const chunks: Buffer[] = [];
	let size = 0;
	stream.on("data", (chunk: Buffer) => {
		size += chunk.length;
		if (size <= max) chunks.push(chunk);
		else onTooMuch();
	});
	return () => Buffer.concat(chunks).toString();
}

function collectEnd(stream: Readable): () => string {
	let end = Buffer.alloc(0);
	stream.on("data", (chunk: Buffer) => {
		end = Buffer.concat([end, chunk]).subarray(-maxErrors);
	});
	return () => end.toString();
}

function killGroup({ pid }: ChildProcess): void {
	if (pid === undefined) return;
	if (isWindows) {
		spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore", windowsHide: true }).on("error", () => {});
		return;
	}
	try {
		process.kill(-pid, "SIGKILL");
	} catch {
		// None of the group is left.
	}
}

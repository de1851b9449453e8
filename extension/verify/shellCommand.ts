// Runs a command through the shell, in a process group of its own: what it starts ends with it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export type CommandEnd =
	| { readonly kind: "exited"; readonly code: number }
	| { readonly kind: "cancelled" }
	| { readonly kind: "late" }
	/** The shell could not be started, or a signal ended it. */
	| { readonly kind: "failed"; readonly message: string };

export interface ShellCommand {
	readonly command: string;
	readonly folder: string;
	/** Milliseconds. */
	readonly timeLimit: number;
	/** The last part of what it printed, both streams. */
	readonly onOutput: (text: string) => void;
}

/** Milliseconds in which a command may end by itself when it is asked to. */
const grace = 2000;

/** Characters of output that are kept: the end says what failed. */
const maxOutput = 64 * 1024;

export async function runShellCommand(options: ShellCommand, signal: AbortSignal): Promise<CommandEnd> {
	const { command, folder, timeLimit, onOutput } = options;
	const isWindows = process.platform === "win32";
	const child = spawn(command, {
		shell: true,
		cwd: folder,
		// A group can be ended as a whole; on Windows that would open a window.
		detached: !isWindows,
		windowsHide: true,
		stdio: ["ignore", "pipe", "pipe"],
		env: outerEnvironment(),
	});
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => {
			output = (output + text).slice(-maxOutput);
		});
	}
	const late = AbortSignal.timeout(timeLimit);
	const ending = AbortSignal.any([signal, late]);
	const stop = () => void endGroup(child);
	ending.addEventListener("abort", stop, { once: true });
	try {
		if (ending.aborted) {
			stop();
		}
		const [code, killedBy] = await once(child, "close");
		return endOf({ code, killedBy }, signal, late);
	} catch (error) {
		return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
	} finally {
		ending.removeEventListener("abort", stop);
		onOutput(output);
	}
}

interface Exit {
	readonly code: unknown;
	readonly killedBy: unknown;
}

function endOf({ code, killedBy }: Exit, signal: AbortSignal, late: AbortSignal): CommandEnd {
	if (signal.aborted) {
		return { kind: "cancelled" };
	}
	if (late.aborted) {
		return { kind: "late" };
	}
	return typeof code === "number"
		? { kind: "exited", code }
		: { kind: "failed", message: `It was ended by ${killedBy}.` };
}

/** The whole group, politely and then not: it may have caught the signal, and its children too. */
async function endGroup(child: ChildProcess): Promise<void> {
	if (process.platform === "win32") {
		spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore", windowsHide: true });
		return;
	}
	signalGroup(child, "SIGTERM");
	await new Promise((resolve) => setTimeout(resolve, grace));
	signalGroup(child, "SIGKILL");
}

function signalGroup({ pid }: ChildProcess, name: "SIGTERM" | "SIGKILL"): void {
	if (pid === undefined) {
		return;
	}
	try {
		process.kill(-pid, name);
	} catch {
		// None of the group is left.
	}
}

/** That of VS Code without what makes its own processes: a command may start an editor, or Node. */
function outerEnvironment(): NodeJS.ProcessEnv {
	const isOwn = (name: string) =>
		name.startsWith("VSCODE_") || name === "ELECTRON_RUN_AS_NODE" || name === "NODE_OPTIONS";
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOwn(name)));
}

/** Finds what runs solutions: a Python, and where the system can do that, a network and processes of its own for each. */
import { tmpdir } from "node:os";
import { JudgeError } from "../benchmark/judge";
import { type BoundedCommand, runBounded } from "./boundedProcess";
import { findExecutable } from "./executable";

/** The beginning of a command line that goes on with Python's arguments. */
export interface Python {
	readonly program: string;
	readonly args: readonly string[];
	/** Whether it sees no network and no processes but its own. */
	readonly isIsolated: boolean;
}

/** `-I -S -B`: nothing of the user's is imported, and nothing is written beside what is imported. */
const isolatedPython = ["-I", "-S", "-B", "-X", "utf8"];

const candidates: readonly (readonly [name: string, ...args: string[]])[] =
	process.platform === "win32" ? [["py", "-3"], ["python3"], ["python"]] : [["python3"], ["python"]];

/** Own user, network and process ids; `--kill-child` takes the last of them with it. */
const unshare = ["--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--"];

/** Milliseconds: a first start reads from the disk. */
const patience = 10_000;

/** Throws {@link JudgeError}. */
export async function findPython(): Promise<Python> {
	for (const [name, ...args] of candidates) {
		const launcher = await findExecutable(name);
		// What is on the PATH may be a script that looks for one, as pyenv's is: the Python itself knows where it lies.
		const program = launcher && (await printed(launcher, [...args, ...isolatedPython, "-c", whereabouts]))?.trim();
		if (program) return await isolate(program, isolatedPython);
	}
	throw new JudgeError(
		"Python 3.8 or newer runs the solutions, and there is none on the PATH. Install it from python.org or with your " +
			"package manager, restart VS Code, and benchmark again; or measure the speed alone.",
	);
}

/** Fails before 3.8, which brought the hooks that say what a program may do. */
const whereabouts = "import sys; print(sys.executable if sys.version_info >= (3, 8) else '')";

async function isolate(program: string, args: readonly string[]): Promise<Python> {
	const unsharing = process.platform === "linux" ? await findExecutable("unshare") : undefined;
	const command = [...unshare, program, ...args];
	// Containers and hardened systems refuse it.
	return unsharing && (await printed(unsharing, [...command, "-c", "print(1)"]))
		? { program: unsharing, args: command, isIsolated: true }
		: { program, args, isIsolated: false };
}

/** What a program prints; undefined where it fails. */
async function printed(program: string, args: readonly string[]): Promise<string | undefined> {
	const command: BoundedCommand = { program, args, folder: tmpdir(), input: "", timeLimit: patience, maxOutput: 4096 };
	try {
		const end = await runBounded(command, new AbortController().signal);
		return end.kind === "exited" && end.code === 0 ? end.output : undefined;
	} catch {
		// It cannot be started: then it is none.
		return undefined;
	}
}

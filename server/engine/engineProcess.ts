import { type ChildProcess, fork } from "node:child_process";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Machine } from "../protocol/catalogue";
import type { ModelDescription } from "../protocol/model";
import {
	type CompletedToken,
	type CompleteRequest,
	type CompleteResult,
	EngineError,
	type FileOptions,
	type GenerateControl,
	type GenerateProgress,
	type GenerateRequest,
	type GenerateResult,
} from "./engine";
import type { Calls, FromEngine, Log, ToEngine } from "./ipc";

interface PendingCall {
	onProgress(progress: unknown): void;
	resolve(result: unknown): void;
	reject(error: Error): void;
}

/** The server's end of one engine process, from fork to exit. When it dies, what is under way rejects as `crashed`. */
export class EngineProcess {
	readonly #child: ChildProcess;
	readonly #exit: Promise<void>;
	readonly #log: Log;
	readonly #pending = new Map<number, PendingCall>();
	#lastId = 0;
	#isEnding = false;

	/** `onCrash` is called before anything rejects, and not for a process that was ended on purpose. */
	constructor(script: string, log: Log, onCrash: (error: EngineError) => void) {
		this.#log = log;
		// execArgv: a debugger's port can be taken but once. cwd: the server's is the workspace, which may be moved or deleted.
		this.#child = fork(script, { cwd: dirname(script), execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
		this.#child.on("message", (message: FromEngine) => this.#receive(message));
		forward(this.#child.stdout, (line) => log("debug", line));
		forward(this.#child.stderr, (line) => log("warn", line));
		this.#exit = exitOf(this.#child).then((how) => this.#onExit(how, onCrash));
		log("debug", `The engine's process ${this.#child.pid} has started.`);
	}

	/** Process id, for the log and for whoever looks after processes. */
	get pid(): number | undefined {
		return this.#child.pid;
	}

	load(options: FileOptions, onProgress: (progress: number) => void): Promise<ModelDescription> {
		return this.#call("load", options, onProgress);
	}

	/** Measures the machine. */
	probe(): Promise<Machine> {
		return this.#call("probe", undefined, () => {});
	}

	countTokens(texts: readonly string[]): Promise<number[]> {
		return this.#call("countTokens", texts, () => {});
	}

	generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		control: GenerateControl,
	): Promise<GenerateResult> {
		return this.#call("generate", request, (batch) => batch.forEach(onProgress), control);
	}

	complete(
		request: CompleteRequest,
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult> {
		return this.#call("complete", request, (batch) => batch.forEach(onToken), { signal });
	}

	/** Whether it was ended on purpose. */
	get isEnding(): boolean {
		return this.#isEnding;
	}

	/** The system takes the memory back; nothing native needs to be undone. Resolves when the process is gone. */
	async end(): Promise<void> {
		this.#isEnding = true;
		this.#child.kill("SIGKILL");
		await this.#exit;
	}

	#onExit(how: string, onCrash: (error: EngineError) => void): void {
		const error = crash(how);
		this.#log(this.#isEnding ? "debug" : "error", this.#isEnding ? "The engine's process has ended." : error.message);
		if (!this.#isEnding) onCrash(error);
		for (const call of this.#pending.values()) call.reject(error);
		this.#pending.clear();
	}

	async #call<Kind extends keyof Calls>(
		kind: Kind,
		params: Calls[Kind]["params"],
		onProgress: (progress: Calls[Kind]["progress"]) => void,
		{ signal, steering }: Partial<GenerateControl> = {},
	): Promise<Calls[Kind]["result"]> {
		const id = ++this.#lastId;
		const abort = () => this.#send({ kind: "abort", id });
		let endSteering: (() => void) | undefined;
		try {
			return await new Promise<Calls[Kind]["result"]>((resolve, reject) => {
				// What comes back under an id is what `Calls` says of the kind that was sent under it.
				this.#pending.set(id, { onProgress, resolve, reject } as PendingCall);
				this.#send({ kind, id, params } as ToEngine);
				if (signal?.aborted) abort();
				signal?.addEventListener("abort", abort, { once: true });
				endSteering = steering?.onDidPress((steer) => this.#send({ kind: "steer", id, steer }));
			});
		} finally {
			signal?.removeEventListener("abort", abort);
			endSteering?.();
		}
	}

	#send(message: ToEngine): void {
		// A process that is gone cannot be told: its exit rejects the call.
		if (this.#child.connected) this.#child.send(message, () => {});
	}

	#receive(message: FromEngine): void {
		if (message.kind === "log") {
			this.#log(message.level, message.message);
			return;
		}
		const call = this.#pending.get(message.id);
		if (message.kind === "progress") {
			call?.onProgress(message.progress);
			return;
		}
		this.#pending.delete(message.id);
		if (message.kind === "result") call?.resolve(message.result);
		else call?.reject(new EngineError(message.reason, message.message));
	}
}

function forward(stream: Readable | null, onLine: (line: string) => void): void {
	if (stream) createInterface({ input: stream }).on("line", onLine);
}

/** Resolves with how the process ended, after its last message. */
function exitOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve) => {
		child.on("error", (error) => {
			// Other errors do not end a process that has begun.
			if (child.pid === undefined) resolve(error.message);
		});
		child.once("exit", (code, signal) => {
			const how = signal ?? `exit code ${code}`;
			// The messages that are still in the pipe come before "disconnect", not before "exit".
			if (child.connected) child.once("disconnect", () => resolve(how));
			else resolve(how);
		});
	});
}

function crash(how: string): EngineError {
	// What Linux does to a process when memory runs out.
	const advice = how === "SIGKILL" ? " If it happens again, lower the context size or select a smaller model." : "";
	return new EngineError("crashed", `The engine stopped unexpectedly (${how}). Run again to restart it.${advice}`);
}

import { relative } from "node:path";
import { actionTitles } from "../features/actionTitles";
import { progressMessage } from "../features/progressMessage";
import type { RunEvent, RunSnapshot, RunStats } from "../protocol/run";
import type { Job } from "./job";
import { createPaint } from "./terminal";
import { type Output, ThoughtWriter } from "./thoughtWriter";

interface Stream {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
}

export interface DisplayOptions {
	/** Standard output is for something else. */
	readonly isQuiet: boolean;
	readonly stdout: Stream;
	readonly stderr: Stream;
	readonly env: NodeJS.ProcessEnv;
}

/** Longer lines are hard to read. */
const maxWidth = 100;

/** Shows a run while it goes on: the thought on standard output, what else it does in a line that comes and goes. */
export class RunDisplay {
	readonly #output: Output | undefined;
	readonly #thought: ThoughtWriter | undefined;
	readonly #status: Stream | undefined;
	#stats: RunStats | undefined;
	#isStatusShown = false;

	constructor({ env, isQuiet, stderr, stdout }: DisplayOptions) {
		// A pseudo-terminal that was not told its size says 0.
		const width = Math.min(stdout.columns || maxWidth, maxWidth);
		const output = { write: (text: string) => void stdout.write(text), paint: createPaint(stdout, env), width };
		this.#output = isQuiet ? undefined : output;
		this.#thought = isQuiet ? undefined : new ThoughtWriter(output);
		this.#status = stderr.isTTY ? stderr : undefined;
	}

	begin({ request, source }: Job): void {
		const path = relative(process.cwd(), source.path);
		this.#output?.write(`${this.#output.paint("bold", actionTitles[request.action])} ${path}\n\n`);
	}

	/** A run begins: the first, or one that resumes it. */
	beginRun(run: RunSnapshot): void {
		this.#clearStatus();
		this.#thought?.end();
		this.#thought?.begin(run);
	}

	add(events: readonly RunEvent[]): void {
		this.#clearStatus();
		this.#thought?.add(events);
		for (const event of events) {
			if (event.kind === "stats") this.#stats = event.stats;
			if (event.kind === "answer") this.#thought?.end();
		}
		const state = events.findLast((event) => event.kind === "state")?.state;
		if (state && state.kind !== "thinking" && this.#stats) this.#showStatus(progressMessage(state, this.#stats));
	}

	end(): void {
		this.#clearStatus();
		this.#thought?.end();
	}

	#showStatus(message: string): void {
		if (!this.#status || message === "") return;
		this.#status.write(message);
		this.#isStatusShown = true;
	}

	#clearStatus(): void {
		if (this.#isStatusShown) this.#status?.write("\r\x1b[K");
		this.#isStatusShown = false;
	}
}

import { splitLines } from "../edit/lines";
import { type Engine, EngineError, type GenerateProgress, type GenerateResult } from "../engine/engine";
import type { Queue } from "../engine/queue";
import { Steering } from "../engine/steering";
import { hostOf } from "../protocol/address";
import type { RunSnapshot, RunState } from "../protocol/run";
import { hasEnded } from "../protocol/run";
import type { RunEventsParams, Steer } from "../protocol/runs";
import { type Assignment, firstSnapshot, promptOf, requestOf } from "./assignment";
import type { Clock } from "./clock";
import { loadOptionsOf } from "./loadOptions";
import { RunJournal } from "./runJournal";
import { RunMeter } from "./runMeter";
import { outOfContext, repeatedAnswer, resultOf } from "./runResult";
import { Transcript } from "./transcript";

export interface RunCollaborators {
	readonly engine: Engine;
	readonly queue: Queue;
	readonly clock: Clock;
	/** Whether there is such a file. */
	readonly exists: (uri: string) => Promise<boolean>;
	readonly log: RunLog;
}

export interface RunLog {
	prompt(id: string, prompt: string): void;
	/** A failure that no sentence for the user explains. */
	error(error: unknown): void;
	end(run: RunSnapshot): void;
}

/** One action on one piece of code, from the queue to its result. However it ends, it ends in a state and keeps its text. */
export class Run {
	readonly assignment: Assignment;
	readonly #with: RunCollaborators;
	readonly #abort = new AbortController();
	readonly #steering = new Steering();
	readonly #meter: RunMeter;
	readonly #transcript: Transcript;
	readonly #journal: RunJournal;
	#model = "";
	#phase: Phase | undefined;

	constructor(assignment: Assignment, collaborators: RunCollaborators, send: (params: RunEventsParams) => void) {
		const { range, code } = assignment.target;
		const { clock, queue } = collaborators;
		this.assignment = assignment;
		this.#with = collaborators;
		this.#meter = new RunMeter(clock);
		const shown = { firstLine: range.start.line, lines: splitLines(code) };
		this.#transcript = new Transcript(shown, assignment.thought, this.#meter);
		const stats = () => this.#meter.stats;
		const first = { ahead: queue.length, steps: [...this.#transcript.steps], stats: stats() };
		this.#journal = new RunJournal(firstSnapshot(assignment, first), { clock, stats, send });
	}

	get id(): string {
		return this.assignment.id;
	}

	/** All that has been sent so far. */
	get snapshot(): RunSnapshot {
		return this.#journal.snapshot;
	}

	get hasEnded(): boolean {
		return hasEnded(this.snapshot.state);
	}

	/** Does it all. Resolves when the last event has been sent; never rejects. */
	async execute(): Promise<void> {
		const { queue } = this.#with;
		let leave: (() => void) | undefined;
		try {
			leave = await queue.enter((ahead) => this.#enterState({ kind: "queued", ahead }), this.#abort.signal);
			this.#meter.begin();
			this.#end(await this.#outcome());
		} catch (error) {
			this.#end(this.#failure(error));
		} finally {
			leave?.();
		}
		await this.#journal.sent();
		this.#with.log.end(this.snapshot);
	}

	/** Asks it to end, wherever it is. */
	stop(): void {
		this.#abort.abort();
	}

	/** Steers the thought, now or when it begins; harmless after it. */
	steer(steer: Steer): void {
		this.#steering.press(steer);
	}

	async #outcome(): Promise<RunState> {
		const { assignment } = this;
		const { engine, exists, log } = this.#with;
		const { contextSize } = await this.#load();
		const prompt = await promptOf(assignment, (texts) => engine.countTokens(texts));
		log.prompt(this.id, prompt);
		this.#journal.record({ kind: "prompt", prompt });
		const { end, promptTokens, strayTokens } = await this.#generate(prompt);
		this.#journal.record(...this.#transcript.endThought());
		const { answer, steps } = this.#transcript;
		if (end === "stopped") return { kind: "stopped" };
		if (end === "repetition") return { kind: "done", result: repeatedAnswer };
		if (end !== "complete") return outOfContext(end, { contextSize, promptTokens, hasAnswer: answer !== "" });
		return { kind: "done", result: await resultOf({ assignment, prompt, answer, strayTokens, steps }, exists) };
	}

	async #load() {
		const { engine } = this.#with;
		const unsubscribe = engine.onDidChangeState((state) => {
			if (state.kind === "loading") this.#enterState({ kind: "loading", progress: state.progress });
		});
		try {
			const model = await engine.load(loadOptionsOf(this.assignment.settings.model), this.#abort.signal);
			this.#model = model.server === null ? model.name : `${model.name} · ${hostOf(model.server)}`;
			return model;
		} finally {
			unsubscribe();
		}
	}

	#generate(prompt: string): Promise<GenerateResult> {
		const control = { signal: this.#abort.signal, steering: this.#steering };
		return this.#with.engine.generate(
			requestOf(this.assignment, prompt),
			(progress) => this.#follow(progress),
			control,
		);
	}

	#follow(progress: GenerateProgress): void {
		switch (progress.kind) {
			case "prefill": {
				const { done, total, reused } = progress;
				this.#meter.countPrompt(total, reused);
				this.#enterState({ kind: "reading", done, total, reused });
				return;
			}
			case "delta":
				this.#enterPhase(progress.delta.channel === "thought" ? "thinking" : "answering");
				this.#journal.record(...this.#transcript.add(progress.delta));
				return;
			case "rewind":
				this.#journal.record(...this.#transcript.rewind(progress.tokens));
				return;
			case "intervention": {
				const intervention = {
					kind: progress.intervention,
					step: this.#transcript.openStep,
					tokens: progress.tokens,
				};
				this.#journal.record({ kind: "intervention", intervention });
			}
		}
	}

	#enterPhase(kind: Phase): void {
		if (this.#phase === kind) return;
		this.#phase = kind;
		this.#enterState({ kind });
	}

	#end(state: RunState): void {
		this.#journal.record(...this.#transcript.endThought());
		this.#meter.end();
		this.#enterState(state);
	}

	#enterState(state: RunState): void {
		this.#journal.record({ kind: "state", state, model: this.#model });
	}

	#failure(error: unknown): RunState {
		if (this.#abort.signal.aborted) return { kind: "stopped" };
		if (error instanceof EngineError) return { kind: "failed", reason: error.reason, message: error.message };
		this.#with.log.error(error);
		const message = error instanceof Error ? error.message : String(error);
		return { kind: "failed", reason: "failed", message: `The run failed: ${message}` };
	}
}

type Phase = "thinking" | "answering";

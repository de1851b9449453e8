// Judges the edits that runs propose, and has other answers drawn to the same thought where one is not good.
import * as vscode from "vscode";
import { hasEnded, type RunSnapshot } from "../../server/protocol/run";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import type { Proposals } from "../proposal/proposals";
import { reported } from "../report";
import type { Notices } from "../run/notices";
import type { Runs } from "../run/runs";
import type { CheckResults } from "./checkResults";
import type { Checks } from "./checks";
import { bestOf, type Candidate, nextOf, noteOf, type Verdict } from "./drawing";
import type { TestCommand } from "./testCommand";

/** What draws answers and puts their edits into the document. */
export interface AnswerSource {
	/** Begins another answer to the thought of a run; undefined if that cannot be. Its edit is proposed in place of the others'. */
	continueAnswer(id: string): Promise<string | undefined>;
	/** Puts a run's edit in place of that of the other answers. */
	choose(id: string): Promise<void>;
}

export interface AnswerDeps {
	readonly source: AnswerSource;
	readonly runs: Pick<Runs, "onDidEnd" | "get" | "stop">;
	readonly proposals: Pick<Proposals, "onDidChange" | "hunks">;
	readonly notices: Pick<Notices, "onDidChange">;
	readonly checks: Pick<Checks, "onDidStart" | "settled">;
	readonly checkResults: CheckResults;
	readonly testCommand: Pick<TestCommand, "judge">;
	readonly config: Pick<Config, "answerCount">;
	readonly log: vscode.LogOutputChannel;
}

interface Drawing {
	readonly max: number;
	readonly candidates: readonly Candidate[];
	readonly progress: Progress;
}

/** Shows that an answer is being drawn. */
interface Progress {
	readonly signal: AbortSignal;
	end(): void;
}

export class Answers implements vscode.Disposable {
	readonly #store = new DisposableStore();
	/** By the run that is being drawn. */
	readonly #waiting = new Map<string, Drawing>();
	/** Answers that have just come and are to be judged once they are in their document; not when one is chosen later. */
	readonly #due = new Set<string>();

	constructor(private readonly deps: AnswerDeps) {
		const { checks, runs, notices, proposals, log } = deps;
		this.#store.add(checks.onDidStart((id) => void reported(log, () => this.#judge(id))));
		this.#store.add(runs.onDidEnd((run) => void reported(log, () => this.#ended(run))));
		// Shown as a diff: the code was changed meanwhile, and another answer would fit no better.
		this.#store.add(notices.onDidChange((id) => void reported(log, () => this.#notApplied(id))));
		this.#store.add(proposals.onDidChange((id) => void reported(log, () => this.#decided(id))));
	}

	dispose(): void {
		for (const { progress } of this.#waiting.values()) {
			progress.end();
		}
		this.#store.dispose();
	}

	/** An edit stands in its document. */
	async #judge(id: string): Promise<void> {
		if (!this.#due.delete(id)) {
			return;
		}
		const drawing = this.#take(id);
		const { signal } = drawing.progress;
		await this.deps.checks.settled(id);
		const errors = this.#count(id, "error");
		const tests = errors === 0 && this.#isUndecided(id) ? await this.deps.testCommand.judge(id, signal) : "none";
		drawing.progress.end();
		if (this.#isUndecided(id)) {
			const testFailure = this.deps.checkResults.get(id)?.testFailure ?? "";
			const warnings = this.#count(id, "warning");
			await this.#add(drawing, id, { kind: "proposed", errors, warnings, tests, testFailure });
		}
	}

	async #ended({ id, origin, state }: RunSnapshot): Promise<void> {
		const isDrawn = this.#waiting.has(id);
		if (state.kind !== "done") {
			// Stop ends the drawing, and so does a failure: what has been drawn so far is what there is.
			await (isDrawn && this.#end(this.#take(id)));
			return;
		}
		// Who asks for one more answer to a thought wants that one.
		if (!isDrawn && origin.kind === "answer") {
			return;
		}
		const { kind } = state.result;
		if (kind === "edit") {
			this.#due.add(id);
		} else if (kind === "refused" || isDrawn) {
			const drawing = this.#take(id);
			drawing.progress.end();
			await this.#add(drawing, id, { kind: "unusable" });
		}
	}

	async #notApplied(id: string): Promise<void> {
		this.#due.delete(id);
		await this.#end(this.#take(id));
	}

	async #add({ max, candidates, progress }: Drawing, run: string, verdict: Verdict): Promise<void> {
		const drawn = [...candidates, { run, verdict }];
		const [{ run: first } = { run }] = drawn;
		// It may have been deleted from the history meanwhile.
		const isPossible = !progress.signal.aborted && this.deps.runs.get(first) !== undefined;
		const isWanted = isPossible && nextOf(drawn, max).kind === "draw";
		const another = isWanted ? await this.deps.source.continueAnswer(first) : undefined;
		if (another === undefined) {
			await this.#end({ max, candidates: drawn, progress });
			return;
		}
		const title = `Rationale: drawing answer ${drawn.length + 1} of ${max}`;
		const next = showProgress(title, () => this.deps.runs.stop(another));
		this.#waiting.set(another, { max, candidates: drawn, progress: next });
	}

	async #end({ max, candidates, progress }: Drawing): Promise<void> {
		progress.end();
		const chosen = bestOf(candidates);
		if (chosen === undefined || candidates.length < 2) {
			return;
		}
		if (!this.#isUndecided(chosen)) {
			await this.deps.source.choose(chosen);
		}
		if (this.deps.checkResults.get(chosen)) {
			const verdict = candidates.find(({ run }) => run === chosen)?.verdict;
			// The language servers look again at one that stands again; the tests are not run twice.
			const tested = verdict?.kind === "proposed" && { tests: verdict.tests, testFailure: verdict.testFailure };
			this.deps.checkResults.update(chosen, { note: noteOf(candidates, chosen, max), ...tested });
		}
	}

	/** Who decides on the hunks of the answer that stands in the document wants no other one. */
	async #decided(id: string): Promise<void> {
		for (const [waiting, { candidates, progress }] of this.#waiting) {
			const run = this.deps.runs.get(waiting);
			const standing = candidates.findLast(({ verdict }) => verdict.kind === "proposed")?.run;
			// Once the drawn run has ended, its edit takes the place of the others'.
			if (run && !hasEnded(run.state) && id === standing && !this.#isUndecided(id)) {
				this.#waiting.delete(waiting);
				progress.end();
				await this.deps.runs.stop(waiting);
			}
		}
	}

	#take(id: string): Drawing {
		const drawing = this.#waiting.get(id);
		this.#waiting.delete(id);
		return drawing ?? { max: this.deps.config.answerCount(), candidates: [], progress: unseen };
	}

	/** Nothing of the edit was accepted or rejected yet. */
	#isUndecided(id: string): boolean {
		const hunks = this.deps.proposals.hunks(id);
		return hunks.length > 0 && hunks.every(({ decision }) => decision === "pending");
	}

	#count(id: string, severity: "error" | "warning"): number {
		return this.deps.checkResults.get(id)?.problems.filter((it) => it.severity === severity).length ?? 0;
	}
}

/** The first answer comes with its thought: nothing more is shown of it. */
const unseen: Progress = { signal: new AbortController().signal, end: () => undefined };

function showProgress(title: string, onCancel: () => unknown): Progress {
	const cancel = new AbortController();
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
	void vscode.window.withProgress(options, (_, token) => {
		token.onCancellationRequested(() => {
			cancel.abort();
			end();
			onCancel();
		});
		return ended;
	});
	return { signal: cancel.signal, end };
}

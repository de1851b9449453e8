/** The requests about runs, beside standard LSP. The receiver owns its contract: clients import it, and it imports nothing of theirs. */
import { type Diagnostic, NotificationType, type Range, RequestType } from "vscode-languageserver-protocol";
import type { Action } from "./action";
import type { Edit, Hunk, Link, RunEvent, RunSnapshot } from "./run";
import type { Effort } from "./settings";

export interface StartRunParams {
	readonly action: Action;
	/** The user's own words; required by `edit`. */
	readonly instruction?: string;
	readonly uri: string;
	/** What is selected, or an empty range at the cursor; for `complete` its end is the cursor. */
	readonly selection: Range;
	/** Ranges of the functions and other symbols around the cursor, if the client knows them; used without a selection. */
	readonly symbols?: readonly Range[];
	readonly diagnostics?: readonly Diagnostic[];
	/** In place of that of the settings. */
	readonly effort?: Effort;
	/** What the thought begins with: the user's own words. */
	readonly thought?: string;
	/** Not the same as last time: with a seed of its own and not greedy, whatever the settings say. */
	readonly isResampled?: boolean;
	/** Declarations that the code uses, from the language servers that the client knows; most relevant first. */
	readonly related?: readonly RelatedCode[];
}

export interface RelatedCode {
	/** As shown to the model: relative to the workspace where possible. */
	readonly path: string;
	readonly languageId: string;
	readonly code: string;
}

export type StartRunResult =
	| { readonly kind: "started"; readonly run: RunSnapshot }
	| { readonly kind: "noModel" }
	/** Nothing to work on: the message says what is missing. */
	| { readonly kind: "invalid"; readonly message: string };

/** A run's edit, placed in the document as the server knows it now. */
export type ResolvedEdit =
	| {
			readonly kind: "edit";
			/** Of the document that the edit fits. */
			readonly version: number;
			readonly edit: Edit;
			readonly hunks: readonly Hunk[];
			readonly links: readonly Link[];
	  }
	/** The code itself was changed while the model thought: `before` is what it saw, `after` what it proposes. */
	| {
			readonly kind: "changed";
			readonly before: string;
			readonly after: string;
	  }
	/** The document is not open any more. */
	| { readonly kind: "closed"; readonly before: string; readonly after: string }
	| { readonly kind: "none" };

/** Client to server, when the user picks an action. Answered at once; the run goes on in `runEvents`. */
export const startRunRequest = new RequestType<StartRunParams, StartRunResult, void>("rationale/startRun");

export interface ContinueRunParams {
	/** A run that has ended. */
	readonly id: string;
	/**
	 * `step`: keep the steps before `step`, write `text` in its place, and think on from there; an empty text thinks it
	 * anew. `answer`: another answer to the whole thought.
	 */
	readonly from: { readonly kind: "step"; readonly step: number; readonly text: string } | { readonly kind: "answer" };
	/** In place of that of the run that is continued. */
	readonly effort?: Effort;
}

/** Client to server: begin a run that takes over another's thought, or a part of it. */
export const continueRunRequest = new RequestType<
	ContinueRunParams,
	/** `unknown`: the server has no such run; it can be told of it by `rationale/restoreRun`. */
	StartRunResult | { readonly kind: "unknown" },
	void
>("rationale/continueRun");

/** Client to server: tells of a run that has ended before this server began, so that it can be continued. */
export const restoreRunRequest = new RequestType<{ readonly run: RunSnapshot }, void, void>("rationale/restoreRun");

/**
 * `answerNow`: end the thought and go on to the answer. `thinkMore`: hold the thought's next end back, and write
 * `Wait,` in its place; each press does so once.
 */
export type Steer = "answerNow" | "thinkMore";

/** Client to server: steer the thought of a run. Kept until the run thinks; harmless once it answers or has ended. */
export const steerRunRequest = new RequestType<{ readonly id: string; readonly steer: Steer }, void, void>(
	"rationale/steerRun",
);

/** Client to server: stop a run, queued or under way. Answered when it has stopped; harmless for one that has ended. */
export const stopRunRequest = new RequestType<{ readonly id: string }, void, void>("rationale/stopRun");

/** Client to server: the whole state of a run, for a listener that came late or missed an event; null for one that is unknown. */
export const getRunRequest = new RequestType<{ readonly id: string }, RunSnapshot | null, void>("rationale/getRun");

/** Client to server, right before the edit is applied or shown. */
export const resolveEditRequest = new RequestType<{ readonly id: string }, ResolvedEdit, void>("rationale/resolveEdit");

/** Server to client, at most 30 times a second for a run. */
export const runEventsNotification = new NotificationType<RunEventsParams>("rationale/runEvents");

export interface RunEventsParams {
	readonly id: string;
	/** Of the last event here; the first one's is `sequence - events.length + 1`. A run's first event has 1. */
	readonly sequence: number;
	readonly events: readonly RunEvent[];
}

/** What a run is, and what an event does to it. Positions are LSP's: zero-based lines and UTF-16 columns. */
import type { Position, Range } from "vscode-languageserver-protocol";
import type { Action } from "./action";
import type { ModelFailure } from "./model";
import type { Effort } from "./settings";

/** Told from how a step begins. */
export type StepKind = "plan" | "inspect" | "check" | "revise" | "decide";

/** One paragraph of the thought. */
export interface Step {
	readonly index: number;
	readonly kind: StepKind;
	readonly text: string;
	/** Milliseconds since the thought began. */
	readonly start: number;
	/** Milliseconds since the thought began; of its last token so far. */
	readonly end: number;
	readonly tokens: number;
	/** Zero-based lines of the document, as it was when the run started, that the step names. */
	readonly lines: readonly number[];
	/**
	 * Who began it: the model in this run, the run that this one continues, or the user. The model may have gone on with
	 * a step of the user's.
	 */
	readonly source: "model" | "kept" | "user";
}

/**
 * `answerNow`: the user ended the thought. `thinkMore`: the user had `Wait,` written in place of its end. `budget`: it was
 * ended as its budget was used up. `context`: it was ended so that the answer still fits into the context. `rewound`: it repeated itself, and the repeats were taken back. `repetition`: it was
 * ended as it repeated itself again. `language`: it came to another script, which was held back from there on.
 */
export type InterventionKind = "answerNow" | "thinkMore" | "budget" | "context" | "rewound" | "repetition" | "language";

/** What was done to the thought from outside: by the user, the budget or a guard. */
export interface Intervention {
	readonly kind: InterventionKind;
	/** Index of the step that was being written; that of the next one where none was. */
	readonly step: number;
	/** Tokens of the thought at that time; those taken back are not counted. */
	readonly tokens: number;
}

/** One stretch of changed lines. Lines have no line ending. */
export interface Hunk {
	readonly index: number;
	/** Zero-based line of the document before the edit; where nothing is removed, the line before which is inserted. */
	readonly oldStart: number;
	readonly oldLines: readonly string[];
	/** Zero-based line of the document after the whole edit. */
	readonly newStart: number;
	readonly newLines: readonly string[];
}

/** A step that a hunk goes back to. */
export interface Link {
	readonly hunk: number;
	readonly step: number;
	/** `cited`: the step names what the hunk changes. `inferred`: the step nearest by content. */
	readonly kind: "cited" | "inferred";
	/** 0 to 1. */
	readonly strength: number;
	/** What ties the two, the most telling first. */
	readonly ties: readonly Tie[];
}

/** What a step and a hunk share: identifiers, operators, or `off-by-one` on the one side and `<=` on the other. */
export interface Tie {
	/** As the step writes it, within its quotes where it has any. */
	readonly inStep: string;
	/** As the hunk's lines have it, old or new ones; empty where the step names a line by its number. */
	readonly inCode: string;
}

export interface Edit {
	/** Whole lines of the document, without the last one's line ending. */
	readonly range: Range;
	/** With the document's line endings and indentation; no final one. */
	readonly newText: string;
}

export type Refusal =
	| "noAnswer"
	| "repetition"
	| "noCode"
	| "unclosed"
	| "omission"
	| "promptRepeated"
	| "elsewhere"
	| "controlToken";

export type RunResult =
	| {
			readonly kind: "edit";
			readonly edit: Edit;
			readonly hunks: readonly Hunk[];
			readonly links: readonly Link[];
	  }
	/** Write Tests: a file to make, never over an existing one. `name` is a proposal, beside the document. */
	| {
			readonly kind: "newFile";
			readonly name: string;
			readonly languageId: string;
			readonly text: string;
	  }
	/** Explain: the answer is the result. */
	| { readonly kind: "text" }
	/** The model gave the code back as it was. */
	| { readonly kind: "unchanged" }
	/** The answer cannot be used: why, in a sentence for the user. */
	| {
			readonly kind: "refused";
			readonly reason: Refusal;
			readonly message: string;
	  };

export type RunFailure = ModelFailure | "contextFull" | "promptTooLong";

export type RunState =
	/** `ahead`: runs before this one. */
	| { readonly kind: "queued"; readonly ahead: number }
	/** The model is being loaded; progress 0 to 1. */
	| { readonly kind: "loading"; readonly progress: number }
	/** The prompt is being read: tokens done, of total. `reused` of them came from the KV cache. */
	| {
			readonly kind: "reading";
			readonly done: number;
			readonly total: number;
			readonly reused: number;
	  }
	| { readonly kind: "thinking" }
	| { readonly kind: "answering" }
	| { readonly kind: "done"; readonly result: RunResult }
	| { readonly kind: "stopped" }
	| {
			readonly kind: "failed";
			readonly reason: RunFailure;
			readonly message: string;
	  };

export interface RunStats {
	/** Those of a thought that the run began with included. */
	readonly promptTokens: number;
	/** Of the prompt's tokens and those of a thought that the run began with, the ones that the KV cache already held. */
	readonly reusedTokens: number;
	/** Written in this run. */
	readonly thoughtTokens: number;
	readonly answerTokens: number;
	/** Milliseconds from the first token of the thought to its end, or to now. */
	readonly thoughtTime: number;
	/** Milliseconds from the start of the run (not of the queue) to its end, or to now. */
	readonly totalTime: number;
	/** Of generation, not of reading the prompt. */
	readonly tokensPerSecond: number;
}

/** What a run began from. */
export type RunOrigin =
	| { readonly kind: "start" }
	/** The steps before `step` are those of `run`; `step` is the user's, and the model thought on from there. */
	| { readonly kind: "resumed"; readonly run: string; readonly step: number }
	/** The whole thought is that of `run`: only the answer is another. */
	| { readonly kind: "answer"; readonly run: string };

/** Everything there is to know of a run: what a late listener needs. */
export interface RunSnapshot {
	readonly id: string;
	readonly origin: RunOrigin;
	/** The run that all branches go back to: this one itself, unless it continues another. */
	readonly root: string;
	/** When it was asked for: milliseconds since 1970. */
	readonly date: number;
	readonly action: Action;
	readonly instruction: string;
	readonly effort: Effort;
	/** Tokens that this run may think; null: as many as it likes. */
	readonly budget: number | null;
	readonly uri: string;
	readonly languageId: string;
	/** The lines that the run is about, as the document was when it started. */
	readonly range: Range;
	/** The text of `range`. */
	readonly code: string;
	/** Of `complete`, and of no other: where the code is to go on, within `range`. */
	readonly cursor?: Position;
	/** The user's turn; empty before it is built. */
	readonly prompt: string;
	/** Name of the model; empty before it is loaded. */
	readonly model: string;
	readonly seed: number;
	readonly state: RunState;
	readonly steps: readonly Step[];
	/** In the order they were made. */
	readonly interventions: readonly Intervention[];
	readonly answer: string;
	readonly stats: RunStats;
	/** Number of the last event that is contained here. */
	readonly sequence: number;
}

export type RunEvent =
	| { readonly kind: "state"; readonly state: RunState; readonly model: string }
	/** A new step, or what is known of one by now (kind, times, tokens, lines); its text comes as `thought`. */
	| { readonly kind: "step"; readonly step: Omit<Step, "text"> }
	/** Text that follows what step `step` has so far. */
	| { readonly kind: "thought"; readonly step: number; readonly text: string }
	/** The thought was taken back to these steps. */
	| { readonly kind: "steps"; readonly steps: readonly Step[] }
	| { readonly kind: "intervention"; readonly intervention: Intervention }
	| { readonly kind: "answer"; readonly text: string }
	| { readonly kind: "prompt"; readonly prompt: string }
	| { readonly kind: "stats"; readonly stats: RunStats };

/** The snapshot of a run after its next event. */
export function applyRunEvent(run: RunSnapshot, event: RunEvent): RunSnapshot {
	const next = { ...run, sequence: run.sequence + 1 };
	switch (event.kind) {
		case "state":
			return { ...next, state: event.state, model: event.model };
		case "step": {
			const text = run.steps[event.step.index]?.text ?? "";
			return { ...next, steps: withStep(run.steps, { ...event.step, text }) };
		}
		case "thought": {
			const step = run.steps[event.step];
			return step ? { ...next, steps: withStep(run.steps, { ...step, text: step.text + event.text }) } : next;
		}
		case "steps":
			return { ...next, steps: event.steps };
		case "intervention":
			return { ...next, interventions: [...run.interventions, event.intervention] };
		case "prompt":
			return { ...next, prompt: event.prompt };
		case "answer":
			return { ...next, answer: run.answer + event.text };
		case "stats":
			return { ...next, stats: event.stats };
	}
}

function withStep(steps: readonly Step[], step: Step): readonly Step[] {
	const copy = [...steps];
	copy[step.index] = step;
	return copy;
}

/** Whether a run goes no further. */
export function hasEnded({ kind }: RunState): boolean {
	return kind === "done" || kind === "stopped" || kind === "failed";
}

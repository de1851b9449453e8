/**
 * The server's own messages, beside standard LSP. Positions are LSP's: zero-based lines and UTF-16 columns.
 * The receiver owns its contract: clients import this file, and it imports nothing of theirs.
 */
import {
	type Diagnostic,
	NotificationType,
	type Position,
	type Range,
	RequestType,
	RequestType0,
} from "vscode-languageserver-protocol";

/** What a run does with the code. `edit` takes the user's own instruction. */
export type Action = "fix" | "refactor" | "document" | "tests" | "explain" | "edit";

export const actions = ["fix", "refactor", "document", "tests", "explain", "edit"] as const satisfies readonly Action[];

/** Command of `workspace/executeCommand` for an action; its one argument is {@link ExecuteActionParams}. */
export const actionCommand = (action: Action): string => `rationale.server.${action}`;

/** Argument of the commands that any LSP client can execute. They end in `workspace/applyEdit`. */
export interface ExecuteActionParams {
	readonly uri: string;
	readonly range: Range;
	/** Needed by `edit`, added to the prompt by the others. */
	readonly instruction?: string;
	readonly diagnostics?: readonly Diagnostic[];
}

// ---------------------------------------------------------------- settings

/** Sent in `initializationOptions.settings` and as `settings.rationale` of `workspace/didChangeConfiguration`. */
export interface Settings {
	readonly model: {
		/** Absolute path of a GGUF file; empty where none is set. */
		readonly path: string;
		/** Tokens for prompt, thought and answer together. */
		readonly contextSize: number;
		readonly gpu: "auto" | "off";
		/** 0: all physical cores but one. */
		readonly threads: number;
		/** Minutes without a run; 0: never. */
		readonly unloadAfter: number;
	};
	readonly sampling: {
		readonly temperature: number;
		readonly topP: number;
		/** `null`: a new one for each run. */
		readonly seed: number | null;
	};
	readonly context: {
		/** Tokens of related code that a prompt may hold. */
		readonly maxTokens: number;
	};
}

// ---------------------------------------------------------------- model

export interface ModelDescription {
	readonly path: string;
	/** `general.name` of the GGUF, else its file name. */
	readonly name: string;
	/** Such as `qwen2`. */
	readonly architecture: string;
	/** Such as `Q4_K_M`; empty where the file does not say. */
	readonly quantization: string;
	/** Tokens. */
	readonly contextSize: number;
	/** What evaluates the layers; `cpu` where no GPU is used. */
	readonly device: "cpu" | "cuda" | "vulkan" | "metal";
	readonly gpuLayers: number;
	readonly threads: number;
}

export type ModelFailure =
	| "noModel"
	| "notFound"
	| "notGguf"
	| "unsupported"
	| "truncated"
	| "outOfMemory"
	| "noEngine"
	| "crashed"
	| "failed";

/** The one state of the loaded model; always sent whole. `progress` goes from 0 to 1. */
export type ModelState =
	| { readonly kind: "stopped" }
	| {
			readonly kind: "loading";
			readonly name: string;
			readonly progress: number;
	  }
	| { readonly kind: "ready"; readonly model: ModelDescription }
	| {
			readonly kind: "failed";
			readonly reason: ModelFailure;
			readonly message: string;
	  };

// ---------------------------------------------------------------- run

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
	/** What ties the two, as the step writes it: identifiers, operators, "line 3". */
	readonly words: readonly string[];
}

export interface Edit {
	/** Whole lines of the document, without the last one's line ending. */
	readonly range: Range;
	/** With the document's line endings and indentation; no final one. */
	readonly newText: string;
}

export type Refusal = "noAnswer" | "noCode" | "unclosed" | "omission" | "promptRepeated" | "controlToken";

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
	readonly promptTokens: number;
	/** Prompt tokens that the KV cache already held. */
	readonly reusedTokens: number;
	readonly thoughtTokens: number;
	readonly answerTokens: number;
	/** Milliseconds from the first token of the thought to its end, or to now. */
	readonly thoughtTime: number;
	/** Milliseconds from the start of the run (not of the queue) to its end, or to now. */
	readonly totalTime: number;
	/** Of generation, not of reading the prompt. */
	readonly tokensPerSecond: number;
}

/** Everything there is to know of a run: what a late listener needs. */
export interface RunSnapshot {
	readonly id: string;
	readonly action: Action;
	readonly instruction: string;
	readonly uri: string;
	readonly languageId: string;
	/** The lines that the run is about, as the document was when it started. */
	readonly range: Range;
	/** Name of the model; empty before it is loaded. */
	readonly model: string;
	readonly seed: number;
	readonly state: RunState;
	readonly steps: readonly Step[];
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
	| { readonly kind: "answer"; readonly text: string }
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

export interface StartRunParams {
	readonly action: Action;
	/** The user's own words; required by `edit`. */
	readonly instruction?: string;
	readonly uri: string;
	/** What is selected, or an empty range at the cursor. */
	readonly selection: Range;
	/** Ranges of the functions and other symbols around the cursor, if the client knows them; used without a selection. */
	readonly symbols?: readonly Range[];
	readonly diagnostics?: readonly Diagnostic[];
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

/** Server to client, whenever the state of the model changes. */
export const modelStateNotification = new NotificationType<ModelState>("rationale/modelState");

/** Client to server: free the model's memory. A run that is under way is stopped first. */
export const unloadModelRequest = new RequestType0<void, void>("rationale/unloadModel");

export type { Diagnostic, Position, Range };

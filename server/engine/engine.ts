import type { PromptPart } from "../completion/promptPart";
import type { ModelDescription, ModelFailure, ModelState } from "../protocol/model";
import type { InterventionKind } from "../protocol/run";
import type { ServerSettings } from "../protocol/settings";
import type { Answer, Delta } from "../reasoning/splitter";
import type { Steering } from "./steering";

/** Runs one model at a time. All calls may be made in any state; a call that needs the model loads nothing by itself. */
export interface Engine<Options extends LoadOptions = LoadOptions> {
	readonly state: ModelState;
	/** Called with whole states; returns what ends the subscription. */
	onDidChangeState(listener: (state: ModelState) => void): () => void;
	/**
	 * Loads the model, or returns at once if just this one is loaded; another one is unloaded first.
	 * Throws {@link EngineError}; throws the signal's reason when aborted, and leaves nothing loaded.
	 */
	load(options: Options, signal: AbortSignal): Promise<ModelDescription>;
	/** Frees the model's memory. A generation that is under way ends as stopped first. */
	unload(): Promise<void>;
	/** Tokens of each text, as the loaded model counts them. */
	countTokens(texts: readonly string[]): Promise<number[]>;
	/**
	 * Thinks about and answers one user turn. Resolves with how it ended, also when aborted (`stopped`): what was
	 * written until then has been given to `onProgress`. Throws {@link EngineError}.
	 */
	generate(
		request: GenerateRequest,
		onProgress: (progress: GenerateProgress) => void,
		control: GenerateControl,
	): Promise<GenerateResult>;
	/**
	 * Goes on from where a prompt ends, with a KV cache of its own, also while a generation is under way. Resolves with how
	 * it ended, also when aborted. A newer call ends an older one. Throws {@link EngineError}.
	 */
	complete(
		request: CompleteRequest,
		onToken: (token: CompletedToken) => void,
		signal: AbortSignal,
	): Promise<CompleteResult>;
	/** Ends the engine's process. */
	dispose(): Promise<void>;
}

export type LoadOptions = FileOptions | ServerOptions;

/** A model that this machine runs. */
export interface FileOptions {
	readonly kind: "file";
	/** `complete`: for completions alone, so that any model will do that can write code. */
	readonly role: "reason" | "complete";
	/** Absolute path of a GGUF file. */
	readonly path: string;
	/** Tokens; lowered to what the model was trained on. */
	readonly contextSize: number;
	/** A number: so many layers. */
	readonly gpu: "auto" | "off" | number;
	/** 0: all physical cores but one. */
	readonly threads: number;
}

/** A model that a server runs. */
export interface ServerOptions extends ServerSettings {
	readonly kind: "server";
	/** Tokens; lowered to what the server says. */
	readonly contextSize: number;
}

export interface Sampling {
	/** 0: greedy. */
	readonly temperature: number;
	readonly topP: number;
	readonly seed: number;
}

/** A hand on a generation that is under way. */
export interface GenerateControl {
	readonly signal: AbortSignal;
	readonly steering?: Steering;
}

/** What a thought begins with: words that the model did not write this time. */
export interface ThoughtStart {
	readonly text: string;
	/** Whether the thought ends there, and the model goes on to the answer. */
	readonly isOver: boolean;
}

/** A turn that is over; of the model's, the answer alone. */
export interface Message {
	readonly role: "user" | "assistant";
	readonly text: string;
}

export interface GenerateRequest {
	/** The turns before the user's, oldest first. */
	readonly history?: readonly Message[];
	/** The user's turn: text, in which nothing can become a special token. */
	readonly prompt: string;
	readonly sampling: Sampling;
	readonly thought?: ThoughtStart;
	/** Tokens that the model may think, a start that it was given not counted; null: as many as fit. */
	readonly budget: number | null;
	readonly guards: Guards;
	/** What the answer begins with where the thought was not ended by the model, so that no thought runs on in it. */
	readonly answerStart: string;
}

/** What is noticed and dealt with. */
interface Guards {
	readonly repetition: boolean;
	readonly language: boolean;
}

export type GenerateProgress =
	/** Tokens of the prompt evaluated so far, those found in the KV cache included. */
	| {
			readonly kind: "prefill";
			readonly done: number;
			readonly total: number;
			readonly reused: number;
	  }
	| { readonly kind: "delta"; readonly delta: Delta }
	/** The thought was taken back: of what was written of it, this many tokens stay. */
	| { readonly kind: "rewind"; readonly tokens: number }
	/** `tokens` of the thought had been written when it was made. */
	| { readonly kind: "intervention"; readonly intervention: InterventionKind; readonly tokens: number };

export interface GenerateResult {
	/**
	 * `complete`: the model ended its turn. `stopped`: aborted. `contextFull`: no room for another token.
	 * `promptTooLong`: the prompt alone leaves no room; nothing was evaluated. `repetition`: the answer repeated itself
	 * and was cut.
	 */
	readonly end: "complete" | "stopped" | "contextFull" | "promptTooLong" | "repetition";
	/** The start of a thought included. */
	readonly promptTokens: number;
	readonly reusedTokens: number;
	/** Special tokens that the model wrote where none belongs: an answer with any of them is not to be trusted. */
	readonly strayTokens: number;
}

export interface CompleteRequest {
	readonly prompt: /** Ends in what is to be gone on from, which is empty or ends in a line end or a special token. */
		| { readonly kind: "fim"; readonly parts: readonly PromptPart[] }
		/** An R1 turn with an empty thought; `answer` is what the answer begins with. */
		| { readonly kind: "chat"; readonly user: string; readonly answer: string };
	/** Text that follows the prompt. The model may write its end anew, in other tokens; the text stays as it is. */
	readonly typed: string;
	readonly sampling: Sampling;
	/** 0: the prompt is read, for later. */
	readonly maxTokens: number;
}

/** A token of a completion: the text that is complete with it, and how probable the model held it, from 0 to 1. */
export interface CompletedToken {
	readonly text: Answer;
	readonly probability: number;
}

export interface CompleteResult {
	/**
	 * `complete`: the model ended it, or wrote a special token, which is none of its text. `length`: `maxTokens` or the
	 * context is used up. `stopped`: aborted or overtaken. `promptTooLong`: nothing was evaluated.
	 */
	readonly end: "complete" | "length" | "stopped" | "promptTooLong";
	/** Tokens of prompt and typed text. */
	readonly promptTokens: number;
	/** Of these, how many were evaluated: the others were in the KV cache. */
	readonly evaluatedTokens: number;
}

/** Why the engine cannot do what was asked, in a sentence for the user that says what to do. */
export class EngineError extends Error {
	override readonly name = "EngineError";

	constructor(
		readonly reason: ModelFailure,
		message: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

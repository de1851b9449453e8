/** What clients may know of inline completions beside standard LSP. */
import { NotificationType, type Position } from "vscode-languageserver-protocol";
import type { RelatedCode } from "./runs";

export interface WarmCompletionParams {
	readonly uri: string;
	/** Of the cursor. */
	readonly position: Position;
	/** Declarations that the code around the cursor uses, most relevant first; kept for the completions that follow. */
	readonly related: readonly RelatedCode[];
}

/**
 * Client to server, when an editor gets the focus or the cursor comes to rest elsewhere: reads the prompt of a completion
 * there into the KV cache, if a model is loaded and has nothing else to do.
 */
export const warmCompletionNotification = new NotificationType<WarmCompletionParams>("rationale/warmCompletion");

/** Command of an inline completion item, run by the client when the user has accepted it; its one argument is the item's id. */
export const completionAcceptedCommand = "rationale.server.completionAccepted";

/** Whether completions are offered, and why not. */
export type CompletionState =
	/** None has been asked for, or the setting is off. */
	| { readonly kind: "idle" }
	/** `model` is the name of the one that serves; `way` is how it is asked. `fallback`: why the set one does not serve. */
	| { readonly kind: "ready"; readonly model: string; readonly way: "fim" | "chat"; readonly fallback?: string }
	| { readonly kind: "loading"; readonly name: string; readonly progress: number }
	/** A run thinks, and the machine is too small for both. */
	| { readonly kind: "paused" }
	/** The model takes so long that nothing comes by itself any more; on request it still does. */
	| { readonly kind: "tooSlow"; readonly model: string }
	/** In a sentence for the user that says what to do. */
	| { readonly kind: "failed"; readonly message: string };

/** Since the server began. */
export interface CompletionCounters {
	/** Those that got through to the model. */
	readonly requests: number;
	/** Of these, overtaken by typing. */
	readonly cancelled: number;
	readonly shown: number;
	readonly accepted: number;
	/** Milliseconds from the request to the answer, of those shown; null before the first. */
	readonly medianLatency: number | null;
	readonly p95Latency: number | null;
	/** In all prompts together. */
	readonly promptTokens: number;
	/** Of these, tokens that were not in the KV cache. */
	readonly evaluatedTokens: number;
}

export interface CompletionStatus {
	readonly state: CompletionState;
	readonly counters: CompletionCounters;
}

/** Server to client, whenever either changes; always whole. */
export const completionStatusNotification = new NotificationType<CompletionStatus>("rationale/completionStatus");

/** The messages between the server and the engine's process. Both ends are of one build, so they trust each other. */
import type { Machine } from "../protocol/catalogue";
import type { ModelDescription, ModelFailure } from "../protocol/model";
import type { Steer } from "../protocol/runs";
import type {
	CompletedToken,
	CompleteRequest,
	CompleteResult,
	FileOptions,
	GenerateProgress,
	GenerateRequest,
	GenerateResult,
} from "./engine";

/** Takes one line of the log. */
export type Log = (level: "debug" | "info" | "warn" | "error", message: string) => void;

/** What can be asked of the engine's process. */
export interface Calls {
	/** Once in the life of a process. Progress goes from 0 to 1. */
	load: { params: FileOptions; progress: number; result: ModelDescription };
	/** Needs no model, and is not asked of a process that loads one. */
	probe: { params: undefined; progress: never; result: Machine };
	countTokens: { params: readonly string[]; progress: never; result: number[] };
	generate: { params: GenerateRequest; progress: readonly GenerateProgress[]; result: GenerateResult };
	complete: { params: CompleteRequest; progress: readonly CompletedToken[]; result: CompleteResult };
}

/** Server to engine. `abort` and `steer` concern a call under way; they are harmless after its end. */
export type ToEngine =
	| {
			[Kind in keyof Calls]: { readonly kind: Kind; readonly id: number; readonly params: Calls[Kind]["params"] };
	  }[keyof Calls]
	| { readonly kind: "abort"; readonly id: number }
	| { readonly kind: "steer"; readonly id: number; readonly steer: Steer };

/** Engine to server. Each call ends in one `result` or `error`. */
export type FromEngine =
	| { readonly kind: "progress"; readonly id: number; readonly progress: Calls[keyof Calls]["progress"] }
	| { readonly kind: "result"; readonly id: number; readonly result: Calls[keyof Calls]["result"] }
	| { readonly kind: "error"; readonly id: number; readonly reason: ModelFailure; readonly message: string }
	| { readonly kind: "log"; readonly level: Parameters<Log>[0]; readonly message: string };

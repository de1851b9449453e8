import { NotificationType, RequestType0 } from "vscode-languageserver-protocol";

export interface ModelDescription {
	/** Of the file; the model's name, where a server runs it. */
	readonly path: string;
	/** Address of the API that runs it; null: this machine does. */
	readonly server: string | null;
	/** `general.name` of the GGUF, else its file name. */
	readonly name: string;
	/** `general.basename` of the GGUF, such as `Qwen2.5-Coder`; empty where the file does not say. */
	readonly basename: string;
	/** Such as `qwen2`. */
	readonly architecture: string;
	/** Such as `Q4_K_M`; empty where the file does not say. */
	readonly quantization: string;
	/** Tokens. */
	readonly contextSize: number;
	/** What evaluates the layers; `cpu` where no GPU is used, `server` where it is another program's matter. */
	readonly device: "cpu" | "cuda" | "vulkan" | "metal" | "server";
	readonly gpuLayers: number;
	readonly threads: number;
	/** Whether it can be asked in turns, and not only be made to go on with a text. */
	readonly canReason: boolean;
	/** Whether it writes a thought before its answer. */
	readonly thinks: boolean;
	/** Whether its thought can be ended, gone on with and held to a budget. */
	readonly canSteer: boolean;
	/** Texts of the tokens for filling in the middle, if the vocabulary has them: it does not say that the model was trained to. */
	readonly infill: InfillTokens | null;
}

export interface InfillTokens {
	readonly prefix: string;
	readonly suffix: string;
	readonly middle: string;
}

export type ModelFailure =
	| "noModel"
	| "notFound"
	| "notGguf"
	| "unsupported"
	| "truncated"
	| "outOfMemory"
	| "noEngine"
	/** A server cannot be reached, or does not answer as one of its kind. */
	| "unreachable"
	/** A server wants a key, or another one. */
	| "unauthorized"
	/** Code would go to another machine without encryption, and nobody has allowed that. */
	| "notEncrypted"
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

/** Server to client, whenever the state of the model changes. */
export const modelStateNotification = new NotificationType<ModelState>("rationale/modelState");

/** Client to server: free the model's memory. A run that is under way is stopped first. */
export const unloadModelRequest = new RequestType0<void, void>("rationale/unloadModel");

export type LoadModelResult =
	| { readonly kind: "loaded" }
	| { readonly kind: "failed"; readonly reason: ModelFailure; readonly message: string };

/**
 * Client to server: load the model that is set, as the next run would. It waits for a run that is under way; cancelled, it
 * leaves nothing loaded.
 */
export const loadModelRequest = new RequestType0<LoadModelResult, void>("rationale/loadModel");

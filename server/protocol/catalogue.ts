import { RequestType } from "vscode-languageserver-protocol";

/** What a model is for: runs, or completions while typing. */
export type ModelPurpose = "reason" | "complete";

/** A GGUF file that is published, and what it would be like on this machine. */
export interface CatalogueEntry extends CatalogueFile {
	readonly fit: ModelFit;
	/** Whether of its purpose it is the best that fits. */
	readonly isRecommended: boolean;
	/** One sentence, such as `10.9 GB at 8k context; about 7 tokens a second; 53.1 on LiveCodeBench.` */
	readonly reason: string;
}

export interface CatalogueFile {
	/** Unique and lasting, such as `DeepSeek-R1-Distill-Qwen-7B-Q4_K_M`. */
	readonly id: string;
	readonly purpose: ModelPurpose;
	/** Such as `DeepSeek-R1-Distill-Qwen-7B`. */
	readonly model: string;
	/** Such as `Q4_K_M`. */
	readonly quantization: string;
	/** On the hub, such as `bartowski/DeepSeek-R1-Distill-Qwen-7B-GGUF`. */
	readonly repository: string;
	/** Name in the repository. */
	readonly file: string;
	/** To the byte where `sha256` is known, else calculated: off by some hundred. */
	readonly bytes: number;
	/** In hexadecimal digits; null: not known here, the hub says it. */
	readonly sha256: string | null;
	readonly licence: string;
	/** Tokens that the model was trained for. */
	readonly contextSize: number;
	/** Pass@1 in percent; null: not measured. */
	readonly liveCodeBench: number | null;
}

export interface ModelFit {
	/** `gpu`: all layers on the GPU. `split`: some of them. `cpu`: none. `tooBig`: it would not run. */
	readonly place: "gpu" | "split" | "cpu" | "tooBig";
	/** Bytes of weights, KV cache and compute buffers together, in main memory and on the GPU. */
	readonly memory: number;
	/** Layers on the GPU. */
	readonly gpuLayers: number;
	/** Tokens, as asked for or what the model was trained for. */
	readonly contextSize: number;
	/** Estimated from the memory's bandwidth, for a prompt of a few hundred tokens. 0: too big. */
	readonly tokensPerSecond: number;
}

/** What was measured of this machine. Bytes, and bytes a second. */
export interface Machine {
	readonly memory: number;
	readonly freeMemory: number;
	readonly cores: number;
	/** Of the main memory. */
	readonly bandwidth: number;
	readonly gpu: MachineGpu | null;
}

export interface MachineGpu {
	readonly name: string;
	readonly memory: number;
	readonly freeMemory: number;
	/** Whether it shares the main memory, as Apple's do. */
	readonly isUnified: boolean;
}

/** A GGUF file that is on this machine; `fit` is null where its header does not say enough. */
export interface LocalModel {
	readonly path: string;
	readonly bytes: number;
	/** `general.name`, else the file's. */
	readonly name: string;
	readonly architecture: string;
	readonly quantization: string;
	readonly fit: ModelFit | null;
}

export interface ListModelsParams {
	/** Tokens. */
	readonly contextSize: number;
	/** Files to be judged too. */
	readonly paths: readonly string[];
}

export interface ListModelsResult {
	readonly machine: Machine;
	readonly entries: readonly CatalogueEntry[];
	/** Those of the paths that are models, in their order. */
	readonly local: readonly LocalModel[];
}

/** Client to server: the catalogue, and what of it fits this machine. Loads no model; the machine is measured once. */
export const listModelsRequest = new RequestType<ListModelsParams, ListModelsResult, void>("rationale/listModels");

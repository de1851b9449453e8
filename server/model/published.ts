import type { CatalogueFile, ModelPurpose } from "../protocol/catalogue";
import type { Quantization } from "./quantization";
import type { ModelShape } from "./shape";

/** A model, with the files that it is published as. */
export interface PublishedModel {
	readonly purpose: ModelPurpose;
	readonly name: string;
	readonly shape: ModelShape;
	/** On the hub. */
	readonly repository: string;
	readonly licence: string;
	/** Whether the licence lets it be used at work. */
	readonly isForWork: boolean;
	/** Pass@1 in percent; null: not measured. */
	readonly liveCodeBench: number | null;
	/** The small ones first. */
	readonly files: readonly PublishedFile[];
}

/** Where `sha256` is null, `bytes` is calculated from the shape, and may be off by some hundred. */
export interface PublishedFile {
	readonly quantization: Quantization;
	/** Name in the repository. */
	readonly file: string;
	readonly bytes: number;
	readonly sha256: string | null;
}

/** One of a model's files, as the protocol has it. */
export function catalogueFile(
	{ licence, liveCodeBench, name, purpose, repository, shape: { contextSize } }: PublishedModel,
	published: PublishedFile,
): CatalogueFile {
	const id = `${name}-${published.quantization}`;
	return { id, purpose, model: name, repository, ...published, licence, contextSize, liveCodeBench };
}

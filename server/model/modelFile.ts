import { fileTypes } from "./fileTypes";
import type { GgufHeader, GgufTensor } from "./ggufHeader";
import { type GgufValue, vocabularyKey } from "./ggufValue";

/** What a model's file says of it, all parts of a split one together. */
export interface ModelFile {
	/** `general.name`, else the file's. */
	readonly name: string;
	/** Such as `qwen2`. */
	readonly architecture: string;
	/** Such as `Q4_K_M`. */
	readonly quantization: string;
	readonly bytes: number;
	/** Tokens that it was trained for. */
	readonly contextSize: number | undefined;
	readonly layers: number | undefined;
	/** Width of what goes from layer to layer. */
	readonly embedding: number | undefined;
	readonly heads: number | undefined;
	/** Of the KV cache. */
	readonly kvHeads: number | undefined;
	/** Tokens of its vocabulary. */
	readonly vocabulary: number | undefined;
	/** Of its first part. */
	readonly metadata: ReadonlyMap<string, GgufValue>;
	readonly tensors: readonly GgufTensor[];
}

export interface ModelPart {
	readonly header: GgufHeader;
	readonly bytes: number;
}

/** Of the parts in their order; `fallbackName` is for a model that does not say its own. */
export function describeModelFile(parts: readonly ModelPart[], fallbackName: string): ModelFile {
	const metadata = parts[0]?.header.metadata ?? new Map<string, GgufValue>();
	const tensors = parts.flatMap(({ header }) => header.tensors);
	const architecture = text(metadata.get("general.architecture"));
	const own = (key: string): GgufValue | undefined => metadata.get(`${architecture}.${key}`);
	const heads = largest(own("attention.head_count"));
	return {
		name: text(metadata.get("general.name")) || fallbackName,
		architecture,
		quantization: quantizationOf(metadata, tensors),
		bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
		contextSize: largest(own("context_length")),
		layers: largest(own("block_count")),
		embedding: largest(own("embedding_length")),
		heads,
		kvHeads: largest(own("attention.head_count_kv")) ?? heads,
		vocabulary: lengthOf(metadata.get(vocabularyKey)),
		metadata,
		tensors,
	};
}

function text(value: GgufValue | undefined): string {
	return typeof value === "string" ? value : "";
}

/** Some architectures have a number for each layer. */
function largest(value: GgufValue | undefined): number | undefined {
	const items = typeof value === "object" ? (value.items ?? []) : [value];
	const numbers = items.filter((item) => typeof item === "number").filter((item) => Number.isSafeInteger(item));
	return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

function lengthOf(value: GgufValue | undefined): number | undefined {
	return typeof value === "object" ? value.length : undefined;
}

function quantizationOf(metadata: ReadonlyMap<string, GgufValue>, tensors: readonly GgufTensor[]): string {
	const type = metadata.get("general.file_type");
	return (typeof type === "number" ? fileTypes[type] : undefined) ?? mostUsedType(tensors);
}

/** The type that most of the bytes are of. */
function mostUsedType(tensors: readonly GgufTensor[]): string {
	const bytesOf = new Map<string, number>();
	for (const { type, bytes } of tensors) bytesOf.set(type, (bytesOf.get(type) ?? 0) + bytes);
	const [most] = [...bytesOf].toSorted(([, a], [, b]) => b - a);
	return most?.[0] ?? "";
}

/** What a model is made of: how many layers, how wide, and how many bytes each part of it takes. */

/** The shape of a transformer, as far as its memory goes. */
export interface ModelShape {
	/** Such as `qwen2`. */
	readonly architecture: string;
	readonly layers: number;
	readonly hidden: number;
	readonly heads: number;
	readonly kvHeads: number;
	readonly headDim: number;
	readonly ffn: number;
	readonly vocab: number;
	/** Whether the output layer is the embedding once more. */
	readonly isTied: boolean;
	/** Tokens that the model was trained for. */
	readonly contextSize: number;
}

/** Bytes of the parts of a model that llama.cpp places one by one. */
export interface Weights {
	/** The embedding: it stays in main memory, and a token needs but one row of it. */
	readonly embedding: number;
	/** The layers, all together. */
	readonly layers: number;
	/** The output layer, with the norm before it; where it is the embedding once more, the norm alone. */
	readonly output: number;
	/** Of the layers, what is read for one token: of a mixture of experts, the experts that it goes to. */
	readonly layersRead: number;
}

/** A model whose memory can be told. */
export interface SizedModel {
	readonly shape: ModelShape;
	readonly weights: Weights;
}

/** What is needed of the header of a GGUF file. */
export interface ModelHeader {
	readonly metadata: ReadonlyMap<string, unknown>;
	readonly tensors: readonly { readonly name: string; readonly bytes: number }[];
}

/** A model by its file's header; undefined where that does not say enough, as of models that are no plain transformers. */
export function sizedModelOf({ metadata, tensors }: ModelHeader): SizedModel | undefined {
	const architecture = metadata.get("general.architecture");
	if (typeof architecture !== "string") return undefined;
	const number = (key: string) => positive(metadata.get(`${architecture}.${key}`));
	const layers = number("block_count");
	const hidden = number("embedding_length");
	const heads = number("attention.head_count");
	const ffn = number("feed_forward_length");
	const contextSize = number("context_length");
	if (!layers || !hidden || !heads || !ffn || !contextSize) return undefined;
	const vocab = number("vocab_size") ?? vocabularySize(metadata);
	if (!vocab) return undefined;
	const shape: ModelShape = {
		architecture,
		layers,
		hidden,
		heads,
		kvHeads: number("attention.head_count_kv") ?? heads,
		headDim: number("attention.key_length") ?? hidden / heads,
		ffn,
		vocab,
		isTied: !tensors.some(({ name }) => name === "output.weight"),
		contextSize,
	};
	return { shape, weights: weightsIn(tensors, expertShare(number)) };
}

/** Some architectures have a number for each layer: the largest stands for all. */
function positive(value: unknown): number | undefined {
	const numbers = itemsOf(value)
		.filter((it) => typeof it === "number")
		.filter((it) => Number.isFinite(it) && it > 0);
	return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

function vocabularySize(metadata: ReadonlyMap<string, unknown>): number | undefined {
	const tokens = metadata.get("tokenizer.ggml.tokens");
	// Readers that do not keep the vocabulary still say how long it is.
	return typeof tokens === "object" && tokens !== null && "length" in tokens ? positive(tokens.length) : undefined;
}

function itemsOf(value: unknown): readonly unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== "object" || value === null || !("items" in value)) return [value];
	return Array.isArray(value.items) ? value.items : [];
}

function expertShare(number: (key: string) => number | undefined): number {
	const experts = number("expert_count");
	const used = number("expert_used_count");
	return experts && used ? Math.min(1, used / experts) : 1;
}

function weightsIn(tensors: ModelHeader["tensors"], expertShare: number): Weights {
	const sum = (isPart: (name: string) => boolean) =>
		tensors.reduce((bytes, tensor) => bytes + (isPart(tensor.name) ? tensor.bytes : 0), 0);
	const embedding = sum((name) => name.startsWith("token_embd."));
	const layers = sum((name) => name.startsWith("blk."));
	const experts = sum((name) => name.startsWith("blk.") && name.includes("_exps."));
	const output = sum(() => true) - embedding - layers;
	return { embedding, layers, output, layersRead: layers - experts * (1 - expertShare) };
}

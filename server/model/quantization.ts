/** How llama.cpp quantizes a dense model of the Llama or Qwen2 family: which tensor gets which type, and its bytes. */
import type { ModelShape, Weights } from "./shape";

/** The mixtures that the catalogue has. */
export type Quantization = "Q4_K_M" | "Q5_K_M" | "Q6_K" | "Q8_0";

type TensorType = "F32" | "Q4_K" | "Q5_K" | "Q6_K" | "Q8_0";

/** Values in a block of each type, and its bytes: ggml's `type_traits`. */
const blocks: Readonly<Record<TensorType, { readonly values: number; readonly bytes: number }>> = {
	F32: { values: 1, bytes: 4 },
	Q4_K: { values: 256, bytes: 144 },
	Q5_K: { values: 256, bytes: 176 },
	Q6_K: { values: 256, bytes: 210 },
	Q8_0: { values: 32, bytes: 34 },
};

/** What most tensors are, and what those are that lose most by it. */
const mixtures: Readonly<Record<Quantization, { readonly most: TensorType; readonly some: TensorType }>> = {
	Q4_K_M: { most: "Q4_K", some: "Q6_K" },
	Q5_K_M: { most: "Q5_K", some: "Q6_K" },
	Q6_K: { most: "Q6_K", some: "Q6_K" },
	Q8_0: { most: "Q8_0", some: "Q8_0" },
};

/** A tensor of a published model. */
export interface QuantizedTensor {
	readonly name: string;
	/** The innermost dimension first. */
	readonly shape: readonly number[];
	readonly type: TensorType;
	readonly bytes: number;
}

/** Bytes of the weights; the file has its header besides, most of it the vocabulary. */
export function weightsOf(shape: ModelShape, quantization: Quantization): Weights {
	const sum = (prefix: string) =>
		tensorsOf(shape, quantization).reduce((all, { name, bytes }) => all + (name.startsWith(prefix) ? bytes : 0), 0);
	const layers = sum("blk.");
	const embedding = sum("token_embd.");
	return { embedding, layers, output: sum("") - layers - embedding, layersRead: layers };
}

/** Every tensor of a model, by the rules of `llama-quant.cpp`. */
export function tensorsOf(shape: ModelShape, quantization: Quantization): QuantizedTensor[] {
	const { hidden, isTied, layers, vocab } = shape;
	const { most, some } = mixtures[quantization];
	return [
		// An embedding that is the output layer too is quantized as that.
		tensor("token_embd.weight", [hidden, vocab], isTied ? some : most),
		tensor("output_norm.weight", [hidden], "F32"),
		...(isTied ? [] : [tensor("output.weight", [hidden, vocab], some)]),
		// Llama 3.1 stretches its positions by factors that are stored as a tensor.
		...(shape.architecture === "llama" ? [tensor("rope_freqs.weight", [shape.headDim / 2], "F32")] : []),
		...Array.from({ length: layers }, (_, layer) => layerTensors(shape, quantization, layer)).flat(),
	];
}

function layerTensors(shape: ModelShape, quantization: Quantization, layer: number): QuantizedTensor[] {
	const { architecture, ffn, headDim, heads, hidden, kvHeads, layers } = shape;
	const { most, some } = mixtures[quantization];
	const careful = deservesMore(layer, layers) ? some : most;
	const queries = heads * headDim;
	const keys = kvHeads * headDim;
	const weight = (name: string, size: readonly number[], type: TensorType) =>
		tensor(`blk.${layer}.${name}.weight`, size, type);
	const bias = (name: string, size: number) => tensor(`blk.${layer}.${name}.bias`, [size], "F32");
	return [
		weight("attn_norm", [hidden], "F32"),
		weight("attn_q", [hidden, queries], most),
		weight("attn_k", [hidden, keys], most),
		weight("attn_v", [hidden, keys], valueType(careful, layers)),
		weight("attn_output", [queries, hidden], most),
		...(architecture === "qwen2" ? [bias("attn_q", queries), bias("attn_k", keys), bias("attn_v", keys)] : []),
		weight("ffn_norm", [hidden], "F32"),
		weight("ffn_gate", [hidden, ffn], most),
		weight("ffn_up", [hidden, ffn], most),
		weight("ffn_down", [ffn, hidden], careful),
	];
}

/** `use_more_bits`: the first and the last eighth of the layers, and every third one between. */
function deservesMore(layer: number, layers: number): boolean {
	const eighth = Math.floor(layers / 8);
	return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}

/** At 70B, with 80 layers, eight heads share one `attn_v`: it is small, and llama.cpp gives it a bit more. */
function valueType(type: TensorType, layers: number): TensorType {
	return layers === 80 && type === "Q4_K" ? "Q5_K" : type;
}

function tensor(name: string, shape: readonly number[], type: TensorType): QuantizedTensor {
	const { bytes, values } = blocks[type];
	return { name, shape, type, bytes: (shape.reduce((product, size) => product * size, 1) / values) * bytes };
}

/** Writes a model of a real one's shape and quantization, of random weights: as large and as slow, and it says nothing. */
import { closeSync, openSync, writeSync } from "node:fs";
import { type Quantization, type QuantizedTensor, tensorsOf } from "../../server/model/quantization";
import type { ModelShape } from "../../server/model/shape";
import { type GgufTensorInfo, type GgufValue, ggufHead } from "./gguf";
import { between, randomNumbers } from "./random";

/** Of a distill with Qwen's vocabulary. */
export function writeRandomModel(path: string, shape: ModelShape, quantization: Quantization): void {
	const tensors = tensorsOf(shape, quantization);
	const file = openSync(path, "w");
	try {
		const infos = tensors.map(({ type, ...tensor }): GgufTensorInfo => ({ ...tensor, type: layouts[type].number }));
		writeSync(file, ggufHead(metadataOf(shape), infos));
		const tiles = new Map(Object.keys(layouts).map((type) => [type, tileOf(layouts[type as TensorType])]));
		for (const { bytes, type } of tensors) writeTensor(file, bytes, tiles.get(type) ?? Buffer.alloc(1));
	} finally {
		closeSync(file);
	}
}

type TensorType = QuantizedTensor["type"];

/** ggml's number of a type, the bytes of its blocks, and where in them the scales are, which are 16-bit floats. */
interface Layout {
	readonly number: number;
	readonly block: number;
	readonly scales: readonly number[];
}

const layouts: Readonly<Record<TensorType, Layout>> = {
	F32: { number: 0, block: 4, scales: [] },
	Q4_K: { number: 12, block: 144, scales: [0, 2] },
	Q5_K: { number: 13, block: 176, scales: [0, 2] },
	Q6_K: { number: 14, block: 210, scales: [208] },
	Q8_0: { number: 8, block: 34, scales: [0] },
};

/** About 0.0002 as a 16-bit float: what comes out of a layer stays finite. */
const smallScale = 0x0a8e;
const blocksInTile = 16_384;

/** Random blocks; a tensor is as many copies of them as it takes. Norms are all 1, and so are biases, to keep it short. */
function tileOf({ block, scales }: Layout): Buffer {
	const tile = Buffer.alloc(block * blocksInTile);
	const random = randomNumbers(block);
	for (let at = 0; at < tile.length; at += block) {
		if (scales.length === 0) tile.writeFloatLE(1, at);
		else for (let byte = at; byte < at + block; byte++) tile[byte] = between(random, 0, 255);
		for (const scale of scales) tile.writeUInt16LE(smallScale, at + scale);
	}
	return tile;
}

function writeTensor(file: number, bytes: number, tile: Buffer): void {
	for (let left = bytes; left > 0; left -= tile.length) writeSync(file, tile, 0, Math.min(left, tile.length));
	writeSync(file, Buffer.alloc(-bytes & 31));
}

function metadataOf({ architecture, ...shape }: ModelShape): Record<string, GgufValue> {
	const { merges, tokens, types } = vocabularyOf(shape.vocab);
	return {
		"general.architecture": architecture,
		"general.name": "Random",
		[`${architecture}.block_count`]: shape.layers,
		[`${architecture}.context_length`]: shape.contextSize,
		[`${architecture}.embedding_length`]: shape.hidden,
		[`${architecture}.feed_forward_length`]: shape.ffn,
		[`${architecture}.attention.head_count`]: shape.heads,
		[`${architecture}.attention.head_count_kv`]: shape.kvHeads,
		[`${architecture}.attention.layer_norm_rms_epsilon`]: { float: 1e-6 },
		[`${architecture}.rope.freq_base`]: { float: 10_000 },
		"tokenizer.ggml.model": "gpt2",
		"tokenizer.ggml.pre": "deepseek-r1-qwen",
		"tokenizer.ggml.tokens": tokens,
		"tokenizer.ggml.token_type": { integers: types },
		"tokenizer.ggml.merges": merges,
		"tokenizer.ggml.bos_token_id": tokens.indexOf("<｜begin▁of▁sentence｜>"),
		"tokenizer.ggml.eos_token_id": tokens.indexOf("<｜end▁of▁sentence｜>"),
		"tokenizer.ggml.add_bos_token": true,
	};
}

const specialTokens = [
	"<｜end▁of▁sentence｜>",
	"<｜User｜>",
	"<｜Assistant｜>",
	"<｜begin▁of▁sentence｜>",
	"<|EOT|>",
	"<think>",
	"</think>",
];

/** What bytes are written as in a vocabulary of GPT-2's kind: as they are where they can be seen, else from 256 on. */
const byteTexts = Array.from({ length: 256 }, (_, byte) => byte).map((byte, _, bytes) => {
	const isSeen = (it: number) => (it > 32 && it < 127) || (it > 160 && it !== 173);
	const hiddenBefore = bytes.filter((it) => it < byte && !isSeen(it)).length;
	return String.fromCodePoint(isSeen(byte) ? byte : 256 + hiddenBefore);
});

/** Bytes, words that are no words, and R1's special tokens. */
function vocabularyOf(size: number): { tokens: string[]; types: number[]; merges: string[] } {
	const words = Array.from(
		{ length: size - byteTexts.length - specialTokens.length },
		(_, at) => `Ġ${at.toString(36)}`,
	);
	const tokens = [...byteTexts, ...words, ...specialTokens];
	const types = tokens.map((token) => (specialTokens.includes(token) ? 3 : 1));
	return { tokens, types, merges: words.map((word) => `${word.slice(0, -1)} ${word.slice(-1)}`) };
}

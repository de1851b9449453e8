/**
 * A model with a SentencePiece vocabulary, as Code Llama has it, that thinks nothing of what it reads: its one block is
 * empty, so that it always writes the piece that it likes best of those that it may.
 */
import { type GgufTensor, type GgufValue, gguf } from "./gguf";

/** Each with what it begins with, as pieces are put together from shorter ones; the ones that the model likes best first. */
const words = ["▁total", "▁return", "▁let", "tal", ";", "▁(", ")", "}", "▁=", "é"];

/** Kinds of tokens, as llama.cpp numbers them. */
const kinds = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

interface Piece {
	readonly text: string;
	readonly kind: number;
}

export interface WordModelOptions {
	/** What the tokens of the prompt's order are marked as: some files have them as ordinary ones. */
	readonly infill: "normal" | "control";
}

export function wordModel({ infill }: WordModelOptions): Buffer {
	const pieces = piecesWith(kinds[infill]);
	const width = 64;
	const metadata: Record<string, GgufValue> = {
		"general.architecture": "llama",
		"general.name": "CodeLlama Words",
		"llama.block_count": 1,
		"llama.context_length": 512,
		"llama.embedding_length": width,
		"llama.feed_forward_length": width,
		"llama.attention.head_count": 2,
		"llama.attention.head_count_kv": 2,
		"llama.attention.layer_norm_rms_epsilon": { float: 1e-5 },
		"llama.rope.dimension_count": width / 2,
		"tokenizer.ggml.model": "llama",
		"tokenizer.ggml.tokens": pieces.map(({ text }) => text),
		// Longer pieces are put together last, so that shorter ones are there by then.
		"tokenizer.ggml.scores": { floats: pieces.map((_, at) => -at) },
		"tokenizer.ggml.token_type": { integers: pieces.map(({ kind }) => kind) },
		"tokenizer.ggml.unknown_token_id": 0,
		"tokenizer.ggml.bos_token_id": 1,
		"tokenizer.ggml.eos_token_id": 2,
		"tokenizer.ggml.add_bos_token": true,
	};
	return gguf(metadata, tensorsOf(pieces, width));
}

function piecesWith(infill: number): Piece[] {
	const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
	const beginnings = words.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1)));
	const characters = [...new Set(words.join(""))];
	const normal = [...new Set([...characters, ...beginnings])].toSorted((a, b) => a.length - b.length);
	return [
		{ text: "<unk>", kind: kinds.unknown },
		{ text: "<s>", kind: kinds.control },
		{ text: "</s>", kind: kinds.control },
		...bytes.map((text) => ({ text, kind: kinds.byte })),
		...normal.map((text) => ({ text, kind: kinds.normal })),
		...["▁<PRE>", "▁<SUF>", "▁<MID>", "▁<EOT>"].map((text) => ({ text, kind: infill })),
	];
}

function tensorsOf(pieces: readonly Piece[], width: number): GgufTensor[] {
	const tensor = (name: string, shape: readonly number[], valueAt: (index: number) => number): GgufTensor => {
		const length = shape.reduce((product, size) => product * size, 1);
		return { name, shape, values: Float32Array.from({ length }, (_, index) => valueAt(index)) };
	};
	const square = ["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"];
	return [
		tensor("token_embd.weight", [width, pieces.length], () => 1),
		tensor("output_norm.weight", [width], () => 1),
		// What comes out of the block is the same everywhere, so that a row's sum is how much its piece is liked.
		tensor("output.weight", [width, pieces.length], (index) => likingOf(pieces[Math.floor(index / width)]) / width),
		...["attn_norm", "ffn_norm"].map((name) => tensor(`blk.0.${name}.weight`, [width], () => 1)),
		...square.map((name) => tensor(`blk.0.${name}.weight`, [width, width], () => 0)),
	];
}

function likingOf(piece: Piece | undefined): number {
	const at = words.indexOf(piece?.text ?? "");
	return at < 0 ? 0 : words.length - at;
}

/**
 * Small models that were trained to fill in the middle: Qwen2.5-Coder, the base models, as ggml-org publishes them for
 * completions (llama.cpp's own presets `--fim-qwen-*` load these). Shapes: their `config.json`. Bytes and SHA-256: public
 * catalogues that pin them; those of the 0.5B are not known, and its bytes are calculated.
 */
import type { PublishedModel } from "./published";
import type { ModelShape } from "./shape";

const apache = "Apache-2.0";

export const codeModels: readonly PublishedModel[] = [
	coder("0.5B", {
		shape: qwen({ layers: 24, hidden: 896, heads: 14, kvHeads: 2, headDim: 64, ffn: 4864, isTied: true }),
		bytes: 531_068_256,
		sha256: null,
	}),
	coder("1.5B", {
		shape: qwen({ layers: 28, hidden: 1536, heads: 12, kvHeads: 2, headDim: 128, ffn: 8960, isTied: true }),
		bytes: 1_646_573_056,
		sha256: "29871c94d15727a6e243f79a37113d4ae625a6215b5e800bf41a23af2da32832",
	}),
	{
		...coder("3B", {
			shape: qwen({ layers: 36, hidden: 2048, heads: 16, kvHeads: 2, headDim: 128, ffn: 11_008, isTied: true }),
			bytes: 3_285_476_160,
			sha256: "a522a906e299ed34db738b9626b2cd0da9e446c14674468a22fc2eae3dbd344d",
		}),
		licence: "Qwen Research License, not for commercial use",
		isForWork: false,
	},
	coder("7B", {
		shape: qwen({ layers: 28, hidden: 3584, heads: 28, kvHeads: 4, headDim: 128, ffn: 18_944, isTied: false }),
		bytes: 8_098_525_600,
		sha256: "0ef48dc94a3c551a6736ac2601de38413dc9aa9318534b16e8baee08290a4aaf",
	}),
];

interface Coder {
	readonly shape: ModelShape;
	readonly bytes: number;
	readonly sha256: string | null;
}

function coder(size: string, { shape, ...figures }: Coder): PublishedModel {
	const name = `Qwen2.5-Coder-${size}`;
	return {
		purpose: "complete",
		name,
		shape,
		repository: `ggml-org/${name}-Q8_0-GGUF`,
		licence: apache,
		isForWork: true,
		liveCodeBench: null,
		files: [{ quantization: "Q8_0", file: `${name.toLowerCase()}-q8_0.gguf`, ...figures }],
	};
}

function qwen(sizes: Omit<ModelShape, "architecture" | "vocab" | "contextSize">): ModelShape {
	// The larger ones' vocabularies are padded further.
	const vocab = sizes.isTied ? 151_936 : 152_064;
	return { architecture: "qwen2", ...sizes, vocab, contextSize: 32_768 };
}

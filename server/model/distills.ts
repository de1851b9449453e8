/**
 * The six distills of DeepSeek-R1, as bartowski publishes them: of that publisher all quantizations are there, made in one
 * way. Shapes: the load logs of llama.cpp for these files. LiveCodeBench: the README of deepseek-ai/DeepSeek-R1, problems of
 * August 2024 to January 2025. Bytes and SHA-256 of Q4_K_M: LocalAI's gallery and other public catalogues, which agree; the
 * bytes of the others are calculated, and for the 14B agree with a public list to the byte. What is larger than 50 GB is
 * published in parts, and not here.
 */
import type { PublishedFile, PublishedModel } from "./published";
import type { Quantization } from "./quantization";
import type { ModelShape } from "./shape";

const quantizations: readonly Quantization[] = ["Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0"];

/** Of those with a base of Qwen's, which is Apache-2.0 licensed. */
const mit = "MIT";

export const distills: readonly PublishedModel[] = [
	distill("DeepSeek-R1-Distill-Qwen-1.5B", {
		shape: qwen({ layers: 28, hidden: 1536, heads: 12, kvHeads: 2, ffn: 8960, vocab: 151_936 }),
		licence: mit,
		liveCodeBench: 16.9,
		files: {
			Q4_K_M: [1_117_320_800, "1741e5b2d062b07acf048bf0d2c514dadf2a48f94e2b4aa0cfe069af3838ee2f"],
			Q5_K_M: [1_285_494_368, null],
			Q6_K: [1_464_178_784, null],
			Q8_0: [1_894_532_192, null],
		},
	}),
	distill("DeepSeek-R1-Distill-Qwen-7B", {
		shape: qwen({ layers: 28, hidden: 3584, heads: 28, kvHeads: 4, ffn: 18_944, vocab: 152_064 }),
		licence: mit,
		liveCodeBench: 37.6,
		files: {
			Q4_K_M: [4_683_073_504, "731ece8d06dc7eda6f6572997feb9ee1258db0784827e642909d9b565641937b"],
			Q5_K_M: [5_444_831_200, null],
			Q6_K: [6_254_198_752, null],
			Q8_0: [8_098_525_152, null],
		},
	}),
	distill("DeepSeek-R1-Distill-Llama-8B", {
		shape: llama({ layers: 32, hidden: 4096, heads: 32, kvHeads: 8, ffn: 14_336, vocab: 128_256 }),
		licence: "MIT and Llama 3.1 Community License",
		liveCodeBench: 39.6,
		files: {
			Q4_K_M: [4_920_736_608, "87bcba20b4846d8dadf753d3ff48f9285d131fc95e3e0e7e934d4f20bc896f5d"],
			Q5_K_M: [5_732_989_792, null],
			Q6_K: [6_596_008_800, null],
			Q8_0: [8_540_773_216, null],
		},
	}),
	distill("DeepSeek-R1-Distill-Qwen-14B", {
		shape: qwen({ layers: 48, hidden: 5120, heads: 40, kvHeads: 8, ffn: 13_824, vocab: 152_064 }),
		licence: mit,
		liveCodeBench: 53.1,
		files: {
			Q4_K_M: [8_988_110_240, "0b319bd0572f2730bfe11cc751defe82045fad5085b4e60591ac2cd2d9633181"],
			Q5_K_M: [10_508_873_120, null],
			Q6_K: [12_124_683_680, null],
			Q8_0: [15_701_597_600, null],
		},
	}),
	distill("DeepSeek-R1-Distill-Qwen-32B", {
		shape: qwen({ layers: 64, hidden: 5120, heads: 40, kvHeads: 8, ffn: 27_648, vocab: 152_064 }),
		licence: mit,
		liveCodeBench: 57.2,
		files: {
			Q4_K_M: [19_851_335_840, "bed9b0f551f5b95bf9da5888a48f0f87c37ad6b72519c4cbd775f54ac0b9fc62"],
			Q5_K_M: [23_262_156_960, null],
			Q6_K: [26_886_154_400, null],
			Q8_0: [34_820_884_640, null],
		},
	}),
	distill("DeepSeek-R1-Distill-Llama-70B", {
		shape: llama({ layers: 80, hidden: 8192, heads: 64, kvHeads: 8, ffn: 28_672, vocab: 128_256 }),
		licence: "MIT and Llama 3.3 Community License",
		liveCodeBench: 57.5,
		files: {
			Q4_K_M: [42_520_395_936, "181a82a1d6d2fa24fe4db83a68eee030384986bdbdd4773ba76424e3a6eb9fd8"],
			Q5_K_M: [49_949_819_040, null],
		},
	}),
];

type Figures = readonly [bytes: number, sha256: string | null];

interface Distill extends Pick<PublishedModel, "shape" | "licence" | "liveCodeBench"> {
	readonly files: Readonly<Partial<Record<Quantization, Figures>>>;
}

function distill(name: string, { files, ...known }: Distill): PublishedModel {
	return {
		purpose: "reason",
		name,
		repository: `bartowski/${name}-GGUF`,
		isForWork: true,
		...known,
		files: quantizations.flatMap((quantization): PublishedFile[] => {
			const figures = files[quantization];
			if (!figures) return [];
			const [bytes, sha256] = figures;
			return [{ quantization, file: `${name}-${quantization}.gguf`, bytes, sha256 }];
		}),
	};
}

type Sizes = Omit<ModelShape, "architecture" | "headDim" | "isTied" | "contextSize">;

function qwen(sizes: Sizes): ModelShape {
	return { architecture: "qwen2", ...sizes, headDim: 128, isTied: false, contextSize: 131_072 };
}

function llama(sizes: Sizes): ModelShape {
	return { architecture: "llama", ...sizes, headDim: 128, isTied: false, contextSize: 131_072 };
}

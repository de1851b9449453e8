/** The models that were trained to fill in the middle, and how each of them was asked then. */
import type { InfillTokens, ModelDescription } from "../protocol/model";

/** How a family tells the file and related code from elsewhere. */
type FileLayout =
	/**
	 * Files after one another, each after the separator and its path, the repository's name before them all; the path of
	 * the file to complete stands before the token of the prefix or after it.
	 */
	| {
			readonly kind: "repository";
			readonly repository: string;
			readonly separator: string;
			readonly path: "beforePrefix" | "afterPrefix";
	  }
	/** Files after one another, each with its path on its first line, with the separator between them. */
	| { readonly kind: "files"; readonly separator: string }
	/** In the text of the prefix, each file after a line of `+++++` and its path. */
	| { readonly kind: "headers" }
	/** In the text of the prefix, each file after a line comment that is its path. */
	| { readonly kind: "paths" }
	/** In the text of the prefix, related code as line comments: what was trained on single files takes it for a part of this one. */
	| { readonly kind: "comments" };

export type FimFamily = {
	readonly name: string;
	readonly layout: FileLayout;
	/** SentencePiece puts a space before the text of the prefix, but before no other; so here it is part of the prompt. */
	readonly hasLeadingSpace: boolean;
} & (
	| { readonly order: "psm"; readonly tokens: InfillTokens }
	/** Such a family goes on from the prefix and needs no token for the middle. */
	| { readonly order: "spm"; readonly tokens: Pick<InfillTokens, "prefix" | "suffix"> }
);

/** Those of StarCoder, which others took over. */
const starTokens: InfillTokens = { prefix: "<fim_prefix>", suffix: "<fim_suffix>", middle: "<fim_middle>" };
const barTokens: InfillTokens = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };

/**
 * Tokens and the repository's layout: https://github.com/QwenLM/Qwen2.5-Coder, README and examples/Qwen2.5-Coder.md. The
 * instruct models too, if slightly worse: https://github.com/QwenLM/Qwen3-Coder/issues/206. Qwen3-Coder has the same
 * tokens, "FIM is supported in every version" (its README), and answers best without its chat template around them:
 * https://github.com/QwenLM/Qwen3-Coder/issues/543.
 */
const qwenCoder: FimFamily = {
	name: "Qwen Coder",
	order: "psm",
	tokens: barTokens,
	layout: { kind: "repository", repository: "<|repo_name|>", separator: "<|file_sep|>", path: "beforePrefix" },
	hasLeadingSpace: false,
};

/**
 * https://github.com/meta-llama/codellama: `infilling_prompt_tokens` in llama/generation.py, the texts of the tokens in
 * llama/tokenizer.py. By its README and MODEL_CARD.md 7B, 13B and their Instruct can infill, and the 70B base, but
 * neither Python nor 34B. It was trained on single files.
 */
const codeLlama: FimFamily = {
	name: "Code Llama",
	order: "psm",
	tokens: { prefix: "▁<PRE>", suffix: "▁<SUF>", middle: "▁<MID>" },
	layout: { kind: "comments" },
	hasLeadingSpace: true,
};

/**
 * https://arxiv.org/abs/2406.11409: table 1, figure 2 for several files, figure 4 for the path ("optional but
 * recommended"). Of the instruct model table 2 says how badly it does.
 */
const codeGemma: FimFamily = {
	name: "CodeGemma",
	order: "psm",
	tokens: barTokens,
	layout: { kind: "files", separator: "<|file_separator|>" },
	hasLeadingSpace: false,
};

/** https://arxiv.org/abs/2402.19173, section 5.1, and https://github.com/bigcode-project/starcoder2/issues/21. */
const starCoder2: FimFamily = {
	name: "StarCoder2",
	order: "psm",
	tokens: starTokens,
	layout: { kind: "repository", repository: "<repo_name>", separator: "<file_sep>", path: "afterPrefix" },
	hasLeadingSpace: false,
};

/**
 * https://github.com/deepseek-ai/DeepSeek-Coder, README "Code Insertion" and "Repository Level Code Completion", and that of
 * DeepSeek-Coder-V2. "Instruct model can't support FIM because we don't use FIM task during fine-tuning":
 * https://github.com/deepseek-ai/DeepSeek-Coder/issues/80. Nor was V2's big model trained to:
 * https://github.com/deepseek-ai/DeepSeek-Coder-V2/issues/18; nor V1.5: https://arxiv.org/abs/2401.14196, section 5.
 */
const deepSeekCoder: FimFamily = {
	name: "DeepSeek-Coder",
	order: "psm",
	tokens: { prefix: "<｜fim▁begin｜>", suffix: "<｜fim▁hole｜>", middle: "<｜fim▁end｜>" },
	layout: { kind: "paths" },
	hasLeadingSpace: false,
};

/**
 * https://arxiv.org/abs/2405.04324: trained with StarCoder's tokenizer on single files, half of them with the middle at the
 * end; of the instruct models it says no such thing. llama.cpp knows the tokens as Granite's (src/llama-vocab.cpp).
 */
const graniteCode: FimFamily = {
	name: "Granite Code",
	order: "psm",
	tokens: starTokens,
	layout: { kind: "comments" },
	hasLeadingSpace: false,
};

/**
 * https://github.com/mistralai/mistral-common: `encode_fim` in tokens/tokenizers/instruct.py, with the space in
 * tests/test_fim_tokenizer.py. The headers are as in https://github.com/continuedev/continue,
 * core/autocomplete/templating/AutocompleteTemplate.ts; Mistral says nothing of several files.
 */
const codestral: FimFamily = {
	name: "Codestral",
	order: "spm",
	tokens: { prefix: "[PREFIX]", suffix: "[SUFFIX]" },
	layout: { kind: "headers" },
	hasLeadingSpace: true,
};

interface Entry {
	readonly family: FimFamily;
	readonly architectures: readonly string[];
	/** What the model is called, in one of its names. */
	readonly called: RegExp;
	/** What its names must have besides. */
	readonly has?: RegExp;
	readonly hasNot?: RegExp;
}

const tuned = /-(?:it|instruct|chat)-/;

const entries: readonly Entry[] = [
	{ family: qwenCoder, architectures: ["qwen2"], called: /-qwen-?2[.-]5(?:[.-]1)?-coder-/ },
	{ family: qwenCoder, architectures: ["qwen3moe", "qwen3next", "qwen3"], called: /-qwen-?3-coder-/ },
	{ family: codeLlama, architectures: ["llama"], called: /-code-?llama-/, has: /-(?:7|13)b-/, hasNot: /-python-/ },
	{
		family: codeLlama,
		architectures: ["llama"],
		called: /-code-?llama-/,
		has: /-70b-/,
		hasNot: new RegExp(`-python-|${tuned.source}`),
	},
	{ family: codeGemma, architectures: ["gemma"], called: /-code-?gemma-/, hasNot: tuned },
	{ family: starCoder2, architectures: ["starcoder2"], called: /-star-?coder-?2-/, hasNot: tuned },
	{
		family: deepSeekCoder,
		architectures: ["llama"],
		called: /-deepseek-coder-/,
		has: /-base-/,
		hasNot: /-v1\.5-/,
	},
	{ family: deepSeekCoder, architectures: ["deepseek2"], called: /-deepseek-coder-v2-lite-/, has: /-base-/ },
	{ family: graniteCode, architectures: ["llama", "starcoder"], called: /-granite-(?:\d+b-)?code-/, has: /-base-/ },
	{ family: codestral, architectures: ["llama"], called: /-codestral-/, hasNot: /-mamba-/ },
];

/** Made of those models, but for something else; an R1 distill has the tokens and was never taught them. */
const other = /-(?:r1|distill\w*|math|reason\w*|think\w*|embed\w*|rerank\w*|reward)-/;

/** The family of a model, if it was trained to fill in the middle: told from its names, never from its vocabulary. */
export function familyOf({
	basename,
	architecture,
	name,
}: Pick<ModelDescription, "basename" | "architecture" | "name">): FimFamily | undefined {
	// Names come with spaces, hyphens or underscores, with an organization before them or the file's ending after them.
	const names = `-${basename}-${name}-`.toLowerCase().replace(/[^\p{L}\p{N}.]+|\.(?=gguf|q\d|iq\d)/gu, "-");
	if (other.test(names)) return undefined;
	return entries.find(
		({ architectures, called, has, hasNot }) =>
			architectures.includes(architecture) &&
			called.test(names) &&
			(has?.test(names) ?? true) &&
			!(hasNot?.test(names) ?? false),
	)?.family;
}

/** For a model of no family that is to fill in the middle all the same: what most have in common. */
export function infillFamily(tokens: InfillTokens): FimFamily {
	return { name: "infill", order: "psm", tokens, layout: { kind: "comments" }, hasLeadingSpace: false };
}

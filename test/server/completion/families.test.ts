import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { familyOf, infillFamily } from "../../../server/completion/families";

// What GGUFs of these models say of themselves: `general.basename` (which older ones lack), `general.architecture`, and
// `general.name`, or the file's name where there is none.
const qwen = "Qwen Coder";
const deepSeek = "DeepSeek-Coder";
const models: readonly (readonly [family: string, basename: string, architecture: string, name: string])[] = [
	[qwen, "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 7B"],
	[qwen, "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 1.5B"],
	[qwen, "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 7B Instruct"],
	[qwen, "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 7B Instruct GGUF"],
	[qwen, "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 32B Instruct AWQ"],
	[qwen, "Qwen2.5.1-Coder", "qwen2", "Qwen2.5.1 Coder 7B Instruct"],
	[qwen, "", "qwen2", "qwen2.5-coder-1.5b-q8_0"],
	[qwen, "", "qwen2", "qwen2.5-coder-7b-instruct"],
	[qwen, "Unsloth_Qwen2.5-Coder", "qwen2", "Unsloth_Qwen2.5 Coder 3B Instruct"],
	[qwen, "", "qwen2", "Qwen_Qwen2.5-Coder-14B.Q4_K_M"],
	[qwen, "Qwen3-Coder", "qwen3moe", "Qwen3 Coder 30B A3B Instruct"],
	[qwen, "Qwen3-Coder-30B-A3B-Instruct", "qwen3moe", "Qwen3-Coder-30B-A3B-Instruct"],
	[qwen, "Qwen3-Coder-Next", "qwen3next", "Qwen3 Coder Next"],

	["Code Llama", "", "llama", "codellama_codellama-7b-hf"],
	["Code Llama", "codellama", "llama", "Codellama 7b Hf"],
	["Code Llama", "CodeLlama", "llama", "CodeLlama 13B Instruct Hf"],
	["Code Llama", "CodeLlama", "llama", "CodeLlama 70B Hf"],
	["Code Llama", "", "llama", "codellama-7b.Q4_K_M"],

	["CodeGemma", "codegemma", "gemma", "Codegemma 2b"],
	["CodeGemma", "", "gemma", "codegemma-7b"],
	["CodeGemma", "codegemma-1.1", "gemma", "Codegemma 1.1 2b"],

	["StarCoder2", "starcoder2", "starcoder2", "Starcoder2 7b"],
	["StarCoder2", "", "starcoder2", "starcoder2-3b"],
	["StarCoder2", "", "starcoder2", "starcoder2-15b-Q4_K_M"],

	[deepSeek, "", "llama", "deepseek-ai_deepseek-coder-6.7b-base"],
	[deepSeek, "deepseek-coder", "llama", "Deepseek Coder 1.3b Base"],
	[deepSeek, "", "llama", "deepseek-coder-33b-base"],
	[deepSeek, "", "llama", "deepseek-coder-6.7b-base.Q4_K_M"],
	[deepSeek, "DeepSeek-Coder-V2-Lite", "deepseek2", "DeepSeek Coder V2 Lite Base"],
	[deepSeek, "", "deepseek2", "DeepSeek-Coder-V2-Lite-Base"],

	["Granite Code", "granite", "llama", "Granite 3b Code Base 2k"],
	["Granite Code", "", "llama", "granite-8b-code-base-4k"],
	["Granite Code", "", "starcoder", "granite-20b-code-base-8k"],
	["Granite Code", "granite-code-base", "llama", "granite-3b-code-base-128k"],

	["Codestral", "", "llama", "Codestral-22B-v0.1"],
	["Codestral", "Codestral", "llama", "Codestral 22B v0.1"],
	["Codestral", "Codestral", "llama", "Codestral 22B v0.1 Hf"],
];

const others: readonly (readonly [why: string, basename: string, architecture: string, name: string])[] = [
	["an R1 distill", "DeepSeek-R1-Distill-Qwen", "qwen2", "DeepSeek R1 Distill Qwen 7B"],
	["an R1 distill", "DeepSeek-R1-Distill-Llama", "llama", "DeepSeek-R1-Distill-Llama-8B"],
	["an R1 distill", "", "qwen2", "DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M"],
	["an R1 distill", "DeepSeek-R1-0528-Qwen3", "qwen3", "DeepSeek R1 0528 Qwen3 8B"],
	["this project's own model", "tiny-r1", "qwen2", "tiny-r1"],
	["distilled from R1", "Qwen2.5-Coder-R1-Distill", "qwen2", "Qwen2.5 Coder 7B R1 Distill"],
	["made to reason", "Qwen2.5-Coder", "qwen2", "Qwen2.5 Coder 7B Instruct Reasoning"],
	["a reward model", "", "qwen2", "Qwen2.5-Coder-7B-Reward"],
	["for math", "Qwen2.5-Math", "qwen2", "Qwen2.5 Math 7B Instruct"],
	["not a coder", "Qwen2.5", "qwen2", "Qwen2.5 7B Instruct"],
	["not a coder", "Qwen3", "qwen3", "Qwen3 8B"],
	["not a coder", "Meta-Llama-3.1", "llama", "Meta Llama 3.1 8B Instruct"],
	["not a coder", "DeepSeek-V2-Lite-Chat", "deepseek2", "DeepSeek V2 Lite Chat"],
	["not a coder", "granite-3.3", "granite", "Granite 3.3 8b Instruct"],
	["an older coder with other tokens", "CodeQwen1.5", "qwen2", "CodeQwen1.5 7B Chat"],
	["V2's big model", "DeepSeek-Coder-V2", "deepseek2", "DeepSeek Coder V2 Base"],
	["tuned without it", "DeepSeek-Coder-V2-Lite", "deepseek2", "DeepSeek Coder V2 Lite Instruct"],
	["tuned without it", "deepseek-coder", "llama", "Deepseek Coder 6.7b Instruct"],
	["of a kind that its names do not say", "deepseek-coder", "llama", "hub"],
	["V1.5", "deepseek-coder", "llama", "Deepseek Coder 7b Base v1.5"],
	["Python alone", "CodeLlama", "llama", "CodeLlama 7B Python Hf"],
	["34B", "", "llama", "codellama_codellama-34b-hf"],
	["34B", "", "llama", "phind_phind-codellama-34b-v2"],
	["the tuned 70B", "CodeLlama", "llama", "CodeLlama 70b Instruct Hf"],
	["of a size that its names do not say", "codellama", "llama", "."],
	["tuned without it", "codegemma", "gemma", "Codegemma 7b It"],
	["tuned without it", "codegemma-1.1", "gemma", "codegemma-1.1-7b-it"],
	["tuned without it", "starcoder2", "starcoder2", "Starcoder2 15b Instruct v0.1"],
	["tuned without it", "granite", "llama", "Granite 8b Code Instruct 4k"],
	["of another architecture", "mamba-codestral", "mamba2", "Mamba Codestral 7B v0.1"],
	["of another architecture", "Qwen2.5-Coder", "llama", "Qwen2.5 Coder 7B"],
	["without a name", "", "qwen2", ""],
];

suite("the family of a model", () => {
	for (const [family, basename, architecture, name] of models) {
		test(`${name} (${basename || "no basename"}) is ${family}`, () => {
			equal(familyOf({ basename, architecture, name })?.name, family);
		});
	}

	for (const [why, basename, architecture, name] of others) {
		test(`${name || "a file"} (${basename || "no basename"}) has none: it is ${why}`, () => {
			equal(familyOf({ basename, architecture, name }), undefined);
		});
	}

	test("for any vocabulary that has the tokens is a plain one", () => {
		const tokens = { prefix: "<p>", suffix: "<s>", middle: "<m>" };
		const { order, tokens: own } = infillFamily(tokens);
		deepEqual([order, own], ["psm", tokens]);
	});
});

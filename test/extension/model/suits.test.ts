import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { suits } from "../../../extension/model/suits";
import type { ModelPurpose } from "../../../server/protocol/catalogue";

/** The names of models that suit a purpose. */
function suited(purpose: ModelPurpose, names: readonly string[]): readonly string[] {
	return names.filter((name) => suits(name, purpose));
}

suite("names", () => {
	test("tell R1's distills by their names", () => {
		const distills = [
			"bartowski/DeepSeek-R1-Distill-Llama-8B-GGUF · DeepSeek-R1-Distill-Llama-8B-Q4_K_M",
			"unsloth_DeepSeek-R1-0528-Qwen3-8B-GGUF_DeepSeek-R1-0528-Qwen3-8B-Q4_K_M",
			"deepseek-r1:latest",
			"huihui_ai/deepseek-r1-abliterated:7b",
		];
		const others = ["deepseek-r1:671b", "unsloth/DeepSeek-R1-GGUF · DeepSeek-R1-Q2_K", "qwen2.5-coder:7b", "tiny-r1"];
		assert.deepEqual(suited("reason", [...distills, ...others]), distills);
	});

	test("tell those that fill in the middle by their names", () => {
		const infill = [
			"qwen2.5-coder:1.5b",
			"Qwen/Qwen3-Coder-30B-A3B-Instruct-GGUF · Qwen3-Coder-30B-A3B-Instruct-Q4_K_M",
			"codellama:7b-code",
			"codegemma:2b-code",
			"starcoder2:3b",
			"deepseek-coder:1.3b-base",
			"granite-code:3b-base",
			"ibm-granite/granite-3b-code-base-2k-GGUF · granite-3b-code-base.Q4_K_M",
			"codestral:22b",
		];
		const others = [
			"codellama:7b-python",
			"google/codegemma-7b-it-GGUF · codegemma-7b-it",
			"deepseek-coder:6.7b-instruct",
			"granite-code:3b-instruct",
			"Mamba-Codestral-7B",
			"codestral-mamba",
			"llama3.2:3b",
			"deepseek-r1:7b",
		];
		assert.deepEqual(suited("complete", [...infill, ...others]), infill);
	});
});

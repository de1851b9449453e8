import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { FoundModel } from "../../../extension/model/findModels";
import { modelEntries, type Purpose } from "../../../extension/model/modelEntries";
import type { Program } from "../../../extension/model/places";

function model(program: Program, name: string, size = 4_683_073_536): FoundModel {
	const path = `/home/me/${program}/${name}`;
	return { path, realPath: `/real/${name}`, name, program, size };
}

/** One line for each entry, as it reads. */
function lines(models: readonly FoundModel[], purpose: Purpose, current = ""): readonly string[] {
	return modelEntries(models, { purpose, current, home: "/home/me" }).map((it) =>
		it.kind === "separator" ? `-- ${it.label}` : `${it.label} | ${it.description} | ${it.detail}`,
	);
}

/** The names under a heading that says they suit the purpose. */
function suited(purpose: Purpose, names: readonly string[]): readonly string[] {
	return names.filter((name) => !lines([model("Ollama", name)], purpose)[0]?.endsWith("other models"));
}

suite("the models to choose from", () => {
	test("read by program, those for the purpose first", () => {
		const models = [
			model("LM Studio", "qwen/coder · Qwen2.5-Coder-1.5B-Q4_K_M", 1_117_320_736),
			model("LM Studio", "lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M"),
			model("LM Studio", "lm/R1 · DeepSeek-R1-Distill-Qwen-7B-Q4_K_M"),
			model("Ollama", "deepseek-r1:7b"),
		];
		assert.deepEqual(lines(models, "reason", "/real/deepseek-r1:7b"), [
			"-- LM Studio: R1 distills",
			"lm/R1 · DeepSeek-R1-Distill-Qwen-7B-Q4_K_M | 4.7 GB | ~/LM Studio/lm/R1 · DeepSeek-R1-Distill-Qwen-7B-Q4_K_M",
			"lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M | 4.7 GB | ~/LM Studio/lm/R1 · DeepSeek-R1-Distill-Qwen-14B-Q4_K_M",
			"-- Ollama: R1 distills",
			"deepseek-r1:7b | 4.7 GB · current | ~/Ollama/deepseek-r1:7b",
			"-- LM Studio: other models",
			"qwen/coder · Qwen2.5-Coder-1.5B-Q4_K_M | 1.1 GB | ~/LM Studio/qwen/coder · Qwen2.5-Coder-1.5B-Q4_K_M",
		]);
		assert.deepEqual(
			lines(models, "complete").filter((it) => it.startsWith("--")),
			["-- LM Studio: trained to fill in the middle", "-- LM Studio: other models", "-- Ollama: other models"],
		);
	});

	test("show the size of a small one in megabytes, and a path outside the home whole", () => {
		const tiny: FoundModel = { ...model("llama.cpp", "tiny", 6_630_848), path: "/home/melanie/tiny.gguf" };
		assert.deepEqual(lines([tiny], "reason"), ["-- llama.cpp: other models", "tiny | 7 MB | /home/melanie/tiny.gguf"]);
	});

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

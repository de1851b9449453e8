import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hasR1Turns, seemsToThink } from "../../../../server/engine/openai/dialect";

suite("models by their name", () => {
	for (const name of [
		"deepseek-ai/DeepSeek-R1",
		"deepseek-ai/DeepSeek-R1-0528",
		"deepseek-ai/DeepSeek-R1-Zero",
		"deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
		"deepseek-r1:70b",
		"DeepSeek-R1-Distill-Llama-8B-Q4_K_M.gguf",
		"tiny-r1",
	]) {
		test(`${name} has R1's turns`, () => assert.ok(hasR1Turns(name) && seemsToThink(name)));
	}
	for (const name of ["Qwen/QwQ-32B", "deepseek-reasoner", "Qwen3-4B-Thinking-2507"]) {
		test(`${name} thinks, in turns of its own`, () => assert.ok(!hasR1Turns(name) && seemsToThink(name)));
	}
	for (const name of ["Qwen2.5-Coder-7B-Instruct", "gpt-4.1", "llama3.3:70b", "starcoder1", "deepseek-chat"]) {
		test(`nothing is known of ${name}`, () => assert.ok(!hasR1Turns(name) && !seemsToThink(name)));
	}
});

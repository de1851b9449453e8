import { deepEqual, equal, match } from "node:assert/strict";
import { suite, test } from "node:test";
import { chatModel } from "../../../extension/chat/chatModel";
import { parseSettings } from "../../../server/settings";

const modelOf = (model: unknown) => chatModel(parseSettings({ model }).model);

suite("the model that VS Code's chat is offered", () => {
	test("is none where none is set", () => {
		equal(modelOf({}), undefined);
		equal(modelOf({ server: { url: "http://127.0.0.1:8000/v1" } }), undefined);
	});

	test("is called as its file, with the context divided between question and answer", () => {
		deepEqual(modelOf({ path: "/models/DeepSeek-R1-Distill-Qwen-7B-Q4_K_M.gguf", contextSize: 8191 }), {
			id: "DeepSeek-R1-Distill-Qwen-7B-Q4_K_M",
			name: "DeepSeek-R1-Distill-Qwen-7B-Q4_K_M",
			family: "deepseek-r1-distill-qwen-7b",
			version: "1",
			detail: "On this machine",
			tooltip: "Runs on this machine: /models/DeepSeek-R1-Distill-Qwen-7B-Q4_K_M.gguf",
			maxInputTokens: 4096,
			maxOutputTokens: 4095,
			capabilities: { imageInput: false, toolCalling: false },
		});
	});

	test("is called as all of its files where it has several", () => {
		equal(modelOf({ path: "C:\\models\\R1-Q8_0-00001-of-00015.gguf" })?.name, "R1-Q8_0");
	});

	const families: Readonly<Record<string, string>> = {
		"/m/tiny-r1.gguf": "tiny-r1",
		"/m/Qwen3-8B.Q5_K_S.gguf": "qwen3-8b",
		"/m/model-IQ4_XS.GGUF": "model",
		"/m/model-BF16.gguf": "model",
		"/m/DeepSeek-R1-0528-Qwen3-8B-MXFP4_MOE.gguf": "deepseek-r1-0528-qwen3-8b",
	};
	for (const [path, family] of Object.entries(families)) {
		test(`is of the family ${family} where its file is ${path}`, () => equal(modelOf({ path })?.family, family));
	}

	test("says where code goes when a server runs it", () => {
		const model = modelOf({ path: "/m/tiny.gguf", server: { url: "https://box.example:8000/v1", model: "ai/R1" } });
		deepEqual([model?.name, model?.detail], ["ai/R1", "box.example:8000"]);
		match(
			model?.tooltip ?? "",
			/^Runs on https:\/\/box\.example:8000\/v1: what you write, and the code in it, is sent/,
		);
	});
});

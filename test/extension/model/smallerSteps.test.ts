import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { smallerSteps, stepTitle } from "../../../extension/model/smallerSteps";
import type { Settings } from "../../../server/protocol/settings";

function titles(gpu: Settings["model"]["gpu"], contextSize: number, gpuLayers = 0): readonly string[] {
	return smallerSteps({ gpu, contextSize }, gpuLayers).map(stepTitle);
}

const smallerModel = "Choose a Smaller Model…";

suite("what is offered where memory is too short", () => {
	test("without a GPU: half of the context, and a smaller model", () => {
		const expected = ["Context of 4096 Tokens", smallerModel];
		assert.deepEqual(titles("off", 8192, 28), expected);
		assert.deepEqual(titles("auto", 8192), expected);
	});

	test("with a GPU: half of its layers first, and no GPU in the end", () => {
		assert.equal(titles("auto", 8192, 28)[0], "14 Layers on the GPU");
		assert.equal(titles(14, 8192, 28)[0], "7 Layers on the GPU");
		assert.equal(titles(1, 8192)[0], "Use No GPU");
	});

	test("a context that is no smaller than 2048 tokens", () => {
		assert.equal(titles("off", 3000)[0], "Context of 2048 Tokens");
		assert.deepEqual(titles("off", 2048), [smallerModel]);
		assert.deepEqual(titles("off", 512), [smallerModel]);
	});

	test("an end: each step is smaller than what it follows", () => {
		let model: Pick<Settings["model"], "gpu" | "contextSize"> = { gpu: "auto", contextSize: 131_072 };
		let count = 0;
		for (;;) {
			const [step] = smallerSteps(model, 80);
			if (step === undefined || step.kind === "model") break;
			count++;
			model =
				step.kind === "gpu"
					? { ...model, gpu: step.gpu === "off" ? "off" : Number(step.gpu) }
					: { ...model, contextSize: step.contextSize };
		}
		assert.deepEqual([model, count], [{ gpu: "off", contextSize: 2048 }, 13]);
	});
});

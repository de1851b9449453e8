import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { modelView, statusText } from "../../../extension/view/modelText";
import type { ModelDescription } from "../../../server/protocol/model";
import type { RunState } from "../../../server/protocol/run";
import { noStats, snapshotOf } from "../../support/snapshot";

const model: ModelDescription = {
	path: "/models/r1.gguf",
	name: "R1 Qwen 7B",
	basename: "R1",
	architecture: "qwen2",
	quantization: "Q4_K_M",
	contextSize: 8192,
	device: "cpu",
	gpuLayers: 0,
	threads: 3,
	canReason: true,
	thinks: true,
	canSteer: true,
	server: null,
	infill: null,
};

function during(state: RunState, tokensPerSecond = 0): string {
	const run = snapshotOf({ state, stats: { ...noStats, tokensPerSecond } });
	return statusText(modelView({ kind: "ready", model }, model.path), run, "normal").text;
}

suite("the model in the sidebar", () => {
	test("has its file's name before it is loaded", () => {
		const view = modelView({ kind: "stopped" }, "C:\\models\\r1.gguf");
		assert.deepEqual(view, { kind: "stopped", name: "r1.gguf", detail: "On this machine" });
	});

	test("is none without a path", () => {
		assert.equal(modelView({ kind: "stopped" }, "").kind, "none");
		assert.equal(modelView({ kind: "failed", reason: "noModel", message: "No model." }, "").kind, "none");
	});

	test("loads by the hundredth", () => {
		assert.equal(modelView({ kind: "loading", name: "R1", progress: 0.456 }, "/r1.gguf").detail, "Loading, 46 %");
	});

	test("says what it runs on", () => {
		const detail = (device: ModelDescription["device"]) =>
			modelView({ kind: "ready", model: { ...model, device } }, model.path).detail;
		assert.equal(detail("cpu"), "On this machine · CPU");
		assert.equal(detail("vulkan"), "On this machine · GPU (Vulkan)");
		assert.equal(detail("cuda"), "On this machine · GPU (CUDA)");
	});

	test("has its quantization in the name, once", () => {
		const name = (of: string) => modelView({ kind: "ready", model: { ...model, name: of } }, model.path).name;
		assert.equal(name("R1 Qwen 7B"), "R1 Qwen 7B · Q4_K_M");
		assert.equal(name("R1-Q4_K_M"), "R1-Q4_K_M");
	});

	test("says why it could not be loaded", () => {
		const state = { kind: "failed", reason: "notGguf", message: "That is no GGUF file." } as const;
		assert.equal(modelView(state, "/r1.gguf").detail, "That is no GGUF file.");
		assert.equal(statusText(modelView(state, "/r1.gguf"), undefined, "normal").isError, true);
	});
});

suite("the status bar", () => {
	test("tells how far a run is", () => {
		assert.match(during({ kind: "loading", progress: 0.5 }), /Loading model · 50 %$/);
		assert.match(during({ kind: "reading", done: 30, total: 120, reused: 0 }), /Reading · 25 %$/);
		assert.match(during({ kind: "thinking" }, 30.6), /Thinking · 31 tok\/s$/);
		assert.match(during({ kind: "thinking" }), /Thinking$/);
		assert.match(during({ kind: "answering" }, 12), /Answering · 12 tok\/s$/);
		assert.match(during({ kind: "queued", ahead: 1 }), /Waiting$/);
	});

	test("reads without icons or changing numbers to a screen reader", () => {
		const loading = modelView({ kind: "loading", name: "R1", progress: 0.5 }, "/r1.gguf");
		assert.equal(statusText(loading, undefined, "normal").label, "Rationale: loading the model");
	});

	test("tells the effort: of the run under way, else of the next one", () => {
		const ready = modelView({ kind: "ready", model }, model.path);
		const run = snapshotOf({ state: { kind: "thinking" }, effort: "deep" });
		assert.match(statusText(ready, undefined, "brief").tooltip, /\nEffort: Brief$/);
		assert.match(statusText(ready, run, "brief").tooltip, /^Thinking\nEffort: Deep$/);
	});

	test("has the completions below that, and not in what is read aloud", () => {
		const ready = modelView({ kind: "ready", model }, model.path);
		const { tooltip, label } = statusText(ready, undefined, "brief", ["Completions: on", "1 shown"]);
		assert.match(tooltip, /\nEffort: Brief\nCompletions: on\n1 shown$/);
		assert.equal(label, "Rationale: R1 Qwen 7B · Q4_K_M is ready");
	});
});

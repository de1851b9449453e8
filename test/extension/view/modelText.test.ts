import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { steeringProblem } from "../../../extension/view/lacking";
import { modelView, statusText } from "../../../extension/view/modelText";
import type { ModelDescription, ModelState } from "../../../server/protocol/model";
import type { RunState } from "../../../server/protocol/run";
import type { ServerSettings } from "../../../server/protocol/settings";
import { distill7B } from "../../support/modelDescription";
import { noStats, snapshotOf } from "../../support/snapshot";

const model: ModelDescription = { ...distill7B, name: "R1 Qwen 7B" };

const noServer: ServerSettings = { url: "", model: "", api: "auto", allowHttp: false };
const at = (path: string) => ({ path, server: noServer });
const on = (url: string) => ({ path: "/models/r1.gguf", server: { ...noServer, url, model: "deepseek-reasoner" } });

function during(state: RunState, tokensPerSecond = 0): string {
	const run = snapshotOf({ state, stats: { ...noStats, tokensPerSecond } });
	return statusText(modelView({ kind: "ready", model }, at(model.path)), run, "normal").text;
}

suite("the model in the sidebar", () => {
	test("has its file's name before it is loaded", () => {
		const view = modelView({ kind: "stopped" }, at("C:\\models\\r1.gguf"));
		assert.deepEqual(view, { kind: "stopped", name: "r1.gguf", detail: "On this machine" });
	});

	test("is none without a path", () => {
		assert.equal(modelView({ kind: "stopped" }, at("")).kind, "none");
		assert.equal(modelView({ kind: "failed", reason: "noModel", message: "No model." }, at("")).kind, "none");
	});

	test("loads by the hundredth", () => {
		assert.equal(modelView({ kind: "loading", name: "R1", progress: 0.456 }, at("/r1.gguf")).detail, "Loading, 46 %");
	});

	test("says what it runs on", () => {
		const detail = (device: ModelDescription["device"]) =>
			modelView({ kind: "ready", model: { ...model, device } }, at(model.path)).detail;
		assert.equal(detail("cpu"), "On this machine · CPU");
		assert.equal(detail("vulkan"), "On this machine · GPU (Vulkan)");
		assert.equal(detail("cuda"), "On this machine · GPU (CUDA)");
	});

	test("has its quantization in the name, once", () => {
		const name = (of: string) => modelView({ kind: "ready", model: { ...model, name: of } }, at(model.path)).name;
		assert.equal(name("R1 Qwen 7B"), "R1 Qwen 7B · Q4_K_M");
		assert.equal(name("R1-Q4_K_M"), "R1-Q4_K_M");
	});

	test("says why it could not be loaded", () => {
		const state = { kind: "failed", reason: "notGguf", message: "That is no GGUF file." } as const;
		assert.equal(modelView(state, at("/r1.gguf")).detail, "That is no GGUF file.");
		assert.equal(statusText(modelView(state, at("/r1.gguf")), undefined, "normal").isError, true);
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
		const loading = modelView({ kind: "loading", name: "R1", progress: 0.5 }, at("/r1.gguf"));
		assert.equal(statusText(loading, undefined, "normal").label, "Rationale: loading the model");
	});

	test("tells the effort: of the run under way, else of the next one", () => {
		const ready = modelView({ kind: "ready", model }, at(model.path));
		const run = snapshotOf({ state: { kind: "thinking" }, effort: "deep" });
		assert.match(statusText(ready, undefined, "brief").tooltip, /\nEffort: Brief$/);
		assert.match(statusText(ready, run, "brief").tooltip, /^Thinking\nEffort: Deep$/);
	});

	test("has the completions below that, and not in what is read aloud", () => {
		const ready = modelView({ kind: "ready", model }, at(model.path));
		const { tooltip, label } = statusText(ready, undefined, "brief", ["Completions: on", "1 shown"]);
		assert.match(tooltip, /\nEffort: Brief\nCompletions: on\n1 shown$/);
		assert.equal(label, "Rationale: R1 Qwen 7B · Q4_K_M is ready");
	});
});

suite("a server that runs the model", () => {
	const remote = on("https://api.deepseek.com/v1");
	const here = on("http://127.0.0.1:8000/v1");
	const exposed = on("http://gpu.lan:8000/v1");
	const served = (url: string, more: Partial<ModelDescription> = {}): ModelState => ({
		kind: "ready",
		model: { ...model, path: "deepseek-reasoner", name: "deepseek-reasoner", server: url, device: "server", ...more },
	});

	test("is told before anything is sent to it", () => {
		const view = modelView({ kind: "stopped" }, remote);
		assert.deepEqual(view, {
			kind: "stopped",
			name: "deepseek-reasoner",
			detail: "Code is sent to api.deepseek.com",
			server: { host: "api.deepseek.com", isHere: false, isExposed: false },
		});
		const { text, tooltip, label, isWarning } = statusText(view, undefined, "normal");
		assert.equal(text, "$(lightbulb) Rationale $(cloud-upload) api.deepseek.com");
		assert.match(tooltip, /^deepseek-reasoner: asked on the first run\nCode is sent to api\.deepseek\.com\nEffort/);
		assert.equal(label, "Rationale: deepseek-reasoner is chosen, code is sent to api.deepseek.com");
		assert.equal(isWarning, false);
	});

	test("is told during a run", () => {
		const run = snapshotOf({ state: { kind: "thinking" } });
		const { text } = statusText(modelView(served("https://api.deepseek.com/v1"), remote), run, "normal");
		assert.equal(text, "$(loading~spin) Thinking $(cloud-upload) api.deepseek.com");
	});

	test("is a warning where code goes to another machine without encryption", () => {
		const { tooltip, isWarning } = statusText(modelView({ kind: "stopped" }, exposed), undefined, "normal");
		assert.equal(isWarning, true);
		assert.match(tooltip, /Code is sent to gpu\.lan:8000, without encryption/);
		assert.equal(modelView({ kind: "stopped" }, exposed).detail, "Code is sent to gpu.lan:8000, without encryption");
	});

	test("is no alarm on this machine", () => {
		const view = modelView(served("http://127.0.0.1:8000/v1"), here);
		assert.equal(view.detail, "A server on this machine · 127.0.0.1:8000");
		const { text, tooltip, isWarning } = statusText(view, undefined, "normal");
		assert.equal(text, "$(lightbulb-sparkle) Rationale");
		assert.match(tooltip, /Code goes to a server on this machine: 127\.0\.0\.1:8000/);
		assert.equal(isWarning, false);
	});

	test("counts from when it is chosen, and no longer than that", () => {
		assert.equal(modelView({ kind: "ready", model }, remote).server?.host, "api.deepseek.com");
		const back = modelView(served("https://api.deepseek.com/v1"), at("/models/r1.gguf"));
		assert.deepEqual(back, { kind: "stopped", name: "r1.gguf", detail: "On this machine" });
	});

	test("says what its model cannot do, once that is known", () => {
		const lacks = (more: Partial<ModelDescription>) => modelView(served(remote.server.url, more), remote).lacks;
		assert.equal(lacks({}), undefined);
		assert.deepEqual(lacks({ canSteer: false }), ["steering"]);
		assert.deepEqual(lacks({ thinks: false, canSteer: false }), ["thought", "steering"]);
		assert.equal(modelView({ kind: "stopped" }, remote).lacks, undefined);
	});

	test("says why a thought cannot be steered", () => {
		const problem = (more: Partial<ModelDescription>) =>
			steeringProblem(modelView(served(remote.server.url, more), remote));
		assert.equal(problem({}), undefined);
		assert.match(problem({ canSteer: false }) ?? "", /^api\.deepseek\.com has no way to steer/);
		assert.match(problem({ thinks: false }) ?? "", /^This model does not think/);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { completionLines, countersText } from "../../../extension/view/completionText";
import type { CompletionCounters, CompletionState } from "../../../server/protocol/completion";

const none: CompletionCounters = {
	requests: 0,
	cancelled: 0,
	shown: 0,
	accepted: 0,
	medianLatency: null,
	p95Latency: null,
	promptTokens: 0,
	evaluatedTokens: 0,
};

const some: CompletionCounters = {
	requests: 30,
	cancelled: 18,
	shown: 12,
	accepted: 5,
	medianLatency: 180.4,
	p95Latency: 420,
	promptTokens: 20_000,
	evaluatedTokens: 812,
};

const model = "Qwen2.5-Coder 1.5B";

function lines(state: CompletionState, counters = none): readonly string[] {
	return completionLines("code", { state, counters });
}

suite("inline completions in the tooltip", () => {
	test("are on or off before any was asked for", () => {
		assert.deepEqual(completionLines("code", undefined), ["Completions: on"]);
		assert.deepEqual(completionLines("everywhere", undefined), ["Completions: on, in comments too"]);
		assert.deepEqual(completionLines("off", undefined), ["Completions: off"]);
	});

	test("name the model and how it is asked", () => {
		assert.deepEqual(lines({ kind: "ready", model, way: "fim" }), [`Completions: on · ${model}, fills in the middle`]);
		assert.deepEqual(lines({ kind: "ready", model: "R1", way: "chat" }), ["Completions: on · R1, asked in a chat"]);
	});

	test("say why another model serves than the one that is set", () => {
		const fallback = "There is not enough memory for the completion model beside the reasoning model.";
		assert.equal(lines({ kind: "ready", model: "R1", way: "chat", fallback })[1], fallback);
	});

	test("say why there are none", () => {
		assert.deepEqual(lines({ kind: "loading", name: model, progress: 0.404 }), [`Completions: loading ${model}, 40 %`]);
		assert.deepEqual(lines({ kind: "paused" }), ["Completions pause while a run thinks on this machine's few cores."]);
		assert.match(lines({ kind: "tooSlow", model: "R1" })[0] ?? "", /^R1 is too slow .* select a smaller model/);
		assert.deepEqual(lines({ kind: "failed", message: "Select a GGUF file." }), ["Completions: Select a GGUF file."]);
	});

	test("are counted once one was shown", () => {
		assert.equal(lines({ kind: "paused" }, some).length, 2);
		assert.equal(lines({ kind: "paused" }, none).length, 1);
	});
});

suite("the counters of completions", () => {
	test("read as a line", () => {
		assert.equal(
			countersText(some),
			"12 shown, 5 accepted (42 %) · 180 ms median, 420 ms 95th · 4 % of the prompts' tokens evaluated",
		);
	});

	test("leave out what is not known", () => {
		assert.equal(countersText({ ...none, shown: 1 }), "1 shown, 0 accepted (0 %)");
	});

	test("are nothing before one was shown", () => {
		assert.equal(countersText({ ...none, requests: 3 }), "");
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { DownloadState } from "../../../extension/model/downloadState";
import { downloadView } from "../../../extension/view/downloadText";

const total = 4_683_073_536;

function view(state: DownloadState) {
	const file = {
		id: "7B",
		purpose: "reason",
		model: "DeepSeek-R1-Distill-Qwen-7B",
		quantization: "Q4_K_M",
		repository: "hub/7B",
		file: "7B.gguf",
		bytes: total,
		sha256: null,
		licence: "MIT",
		contextSize: 131_072,
		liveCodeBench: 37.6,
	} as const;
	return downloadView({ file, state });
}

function running(more: Partial<Extract<DownloadState, { kind: "running" }>>): string {
	return view({ kind: "running", done: total / 4, total, bytesPerSecond: 12e6, secondsLeft: 293, ...more }).text;
}

suite("a download in the sidebar", () => {
	test("says how far it is, how fast, and how long it takes", () => {
		assert.equal(running({}), "25 % of 4.7 GB · 12 MB/s · 5 min left");
		assert.equal(running({ secondsLeft: 12.3 }), "25 % of 4.7 GB · 12 MB/s · 13 s left");
		assert.equal(running({ secondsLeft: 5400 }), "25 % of 4.7 GB · 12 MB/s · 1 h 30 min left");
		assert.equal(running({ secondsLeft: null, bytesPerSecond: 0 }), "25 % of 4.7 GB");
		assert.equal(running({ trouble: "Nothing comes." }), "Nothing comes.");
	});

	test("has a name, and a part that is done", () => {
		const { name, progress } = view({ kind: "paused", done: total / 2, total });
		assert.deepEqual([name, progress], ["DeepSeek-R1-Distill-Qwen-7B · Q4_K_M", 0.5]);
	});

	test("says what it waits for, and why it failed", () => {
		assert.equal(view({ kind: "paused", done: total / 2, total }).text, "Paused at 50 % of 4.7 GB");
		assert.equal(view({ kind: "checking", done: total / 2, total }).text, "Checking, 50 %");
		assert.deepEqual(view({ kind: "waiting" }).progress, null);
		const failed = view({ kind: "failed", reason: "offline", message: "There is no network.", done: total / 4 });
		assert.deepEqual([failed.text, failed.progress], ["There is no network.", 0.25]);
	});
});

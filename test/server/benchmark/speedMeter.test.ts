import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { SpeedMeter } from "../../../server/benchmark/speedMeter";
import type { GenerateProgress } from "../../../server/engine/engine";
import type { Answer, Thought } from "../../../server/reasoning/splitter";

const read = (done: number, reused = 0): GenerateProgress => ({ kind: "prefill", done, total: 100, reused });
const thought = (text: string, tokens: number): GenerateProgress => ({
	kind: "delta",
	delta: { channel: "thought", text: text as Thought, tokens },
});
const answer = (text: string, tokens: number): GenerateProgress => ({
	kind: "delta",
	delta: { channel: "answer", text: text as Answer, tokens },
});

function measured(progress: readonly (readonly [time: number, GenerateProgress])[], promptTokens = 0) {
	const meter = new SpeedMeter(1000);
	for (const [time, it] of progress) meter.add(it, time);
	return meter.figures(promptTokens);
}

suite("speed", () => {
	test("is told apart for prompt and writing", () => {
		const figures = measured([
			[1000, read(0)],
			[1500, read(100)],
			[1600, thought("Let", 1)],
			[2600, thought(" me", 20)],
		]);
		assert.deepEqual(figures, {
			promptTokens: 100,
			promptSpeed: 200,
			decodeTokens: 21,
			decodeSpeed: 20,
			firstThought: 600,
		});
	});

	test("does not count what the cache had of the prompt", () => {
		assert.equal(measured([[1500, read(100, 50)]]).promptSpeed, 100);
	});

	test("of a prompt is told by the first token where nothing else tells it", () => {
		assert.equal(measured([[1500, thought("Let", 1)]], 50).promptSpeed, 100);
	});

	test("is not known of a prompt whose tokens nobody counts", () => {
		assert.equal(measured([[1500, thought("Let", 1)]]).promptSpeed, null);
	});

	test("knows no first thought where there is none", () => {
		const { decodeSpeed, firstThought } = measured([
			[1500, thought("", 1)],
			[1600, answer("Yes", 1)],
			[1700, answer(".", 1)],
		]);
		assert.equal(firstThought, null);
		assert.equal(decodeSpeed, 10);
	});
});

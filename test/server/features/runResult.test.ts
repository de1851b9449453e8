import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { progressMessage } from "../../../server/features/progressMessage";
import { outOfContext } from "../../../server/features/runResult";
import type { RunState } from "../../../server/protocol/run";

suite("a run without room in the context", () => {
	const use = { contextSize: 2048, promptTokens: 1900, hasAnswer: false };
	const messages = {
		thought: outOfContext("contextFull", use),
		answer: outOfContext("contextFull", { ...use, hasAnswer: true }),
		prompt: outOfContext("promptTooLong", use),
	};
	for (const [part, state] of Object.entries(messages)) {
		test(`fails with what to do: ${part}`, () => {
			assert.ok(state.kind === "failed");
			assert.match(
				state.message,
				new RegExp(`^The ${part} .*2048 tokens.*rationale\\.model\\.contextSize or select less`),
			);
		});
	}
});

suite("what a run does", () => {
	const stats = {
		promptTokens: 0,
		reusedTokens: 0,
		thoughtTokens: 120,
		answerTokens: 7,
		thoughtTime: 0,
		totalTime: 0,
		tokensPerSecond: 0,
	};
	const cases: readonly (readonly [RunState, string])[] = [
		[{ kind: "queued", ahead: 0 }, ""],
		[{ kind: "queued", ahead: 1 }, "Waiting for another run"],
		[{ kind: "queued", ahead: 2 }, "Waiting for 2 other runs"],
		[{ kind: "loading", progress: 0.399 }, "Loading the model 40%"],
		[{ kind: "reading", done: 2, total: 5, reused: 0 }, "Reading the prompt 40%"],
		[{ kind: "reading", done: 0, total: 0, reused: 0 }, "Reading the prompt 0%"],
		[{ kind: "thinking" }, "Thinking, 120 tokens"],
		[{ kind: "answering" }, "Answering, 7 tokens"],
		[{ kind: "stopped" }, ""],
	];
	for (const [state, message] of cases) {
		test(`is said in a few words: ${state.kind} ${message}`, () =>
			assert.equal(progressMessage(state, stats), message));
	}
});

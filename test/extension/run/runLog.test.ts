import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { RunLog } from "../../../extension/run/runLog";
import type { RunEvent, RunSnapshot, RunState, Step } from "../../../server/protocol/run";
import { snapshotOf, stepOf as wholeStepOf } from "../../support/snapshot";

const stats = {
	promptTokens: 1,
	reusedTokens: 0,
	thoughtTokens: 0,
	answerTokens: 0,
	thoughtTime: 0,
	totalTime: 0,
	tokensPerSecond: 0,
};

function run(id: string, state: RunState = { kind: "thinking" }): RunSnapshot {
	return snapshotOf({ id, state });
}

const step = (index: number): RunEvent => ({ kind: "step", step: stepOf(index) });
const thought = (index: number, text: string): RunEvent => ({ kind: "thought", step: index, text });

function stepOf(index: number): Omit<Step, "text"> {
	const { text: _, ...header } = wholeStepOf({ index, end: 5, tokens: 2 });
	return header;
}

/** Folds batches, each with the number of its last event, into a run. */
function folded(...batches: readonly (readonly [sequence: number, ...events: RunEvent[]])[]) {
	const log = new RunLog();
	log.put(run("a"));
	const outcomes = batches.map(([sequence, ...events]) => log.apply({ id: "a", sequence, events }));
	return { outcomes, run: log.get("a") };
}

suite("the log of runs", () => {
	test("grows a thought step by step", () => {
		const result = folded(
			[2, step(0), thought(0, "First ")],
			[5, thought(0, "this."), step(1), thought(1, "Then that.")],
		);
		assert.deepEqual(
			result.run?.steps.map((it) => it.text),
			["First this.", "Then that."],
		);
		assert.equal(result.run?.sequence, 5);
	});

	test("keeps a step's text when more is known of the step", () => {
		const later: RunEvent = { kind: "step", step: { ...stepOf(0), kind: "check", lines: [4] } };
		const { run } = folded([3, step(0), thought(0, "Line 5."), later]);
		assert.deepEqual(run?.steps, [{ ...stepOf(0), kind: "check", lines: [4], text: "Line 5." }]);
	});

	test("takes answer, state, model and statistics", () => {
		const state: RunState = { kind: "done", result: { kind: "text" } };
		const { run } = folded([
			4,
			{ kind: "answer", text: "It " },
			{ kind: "answer", text: "adds." },
			{ kind: "stats", stats: { ...stats, answerTokens: 3 } },
			{ kind: "state", state, model: "tiny" },
		]);
		assert.deepEqual([run?.answer, run?.stats.answerTokens, run?.state, run?.model], ["It adds.", 3, state, "tiny"]);
	});

	test("skips events that it has already", () => {
		const result = folded([2, step(0), thought(0, "a")], [3, thought(0, "a"), thought(0, "b")]);
		assert.equal(result.run?.steps[0]?.text, "ab");
	});

	test("tells that events were lost, and takes none of those after them", () => {
		const { outcomes, run } = folded([1, step(0)], [3, thought(0, "late")]);
		assert.deepEqual(outcomes, ["applied", "missed"]);
		assert.equal(run?.steps[0]?.text, "");
	});

	test("knows no run that it was not given", () => {
		assert.equal(new RunLog().apply({ id: "b", sequence: 1, events: [step(0)] }), "unknown");
	});

	test("puts earlier runs in their place, and leaves alone what it knows", () => {
		const log = new RunLog();
		log.put(snapshotOf({ id: "now", date: 30 }));
		log.restore([snapshotOf({ id: "new", date: 20 }), snapshotOf({ id: "now", date: 30, answer: "old" })]);
		log.restore([snapshotOf({ id: "old", date: 10 })]);
		assert.deepEqual(
			log.all().map(({ id }) => id),
			["now", "new", "old"],
		);
		assert.equal(log.get("now")?.answer, "");
	});

	test("knows no run that was deleted", () => {
		const log = new RunLog();
		log.put(run("a"));
		log.delete("a");
		assert.deepEqual([log.get("a"), log.all(), log.active()], [undefined, [], undefined]);
	});

	test("takes the earliest run that has not ended for the active one", () => {
		const log = new RunLog();
		log.put(run("ended", { kind: "stopped" }));
		log.put(run("first"));
		log.put(run("queued", { kind: "queued", ahead: 1 }));
		assert.equal(log.active()?.id, "first");
	});
});

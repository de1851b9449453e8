import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { mergeEvent } from "../../../server/features/runEvents";
import { RunJournal } from "../../../server/features/runJournal";
import type { RunEvent, RunSnapshot, RunState } from "../../../server/protocol/run";
import { applyRunEvent } from "../../../server/protocol/run";
import type { RunEventsParams } from "../../../server/protocol/runs";
import { FakeClock } from "../../support/fakeClock";
import { snapshotOf, noStats as stats, stepOf } from "../../support/snapshot";

const fresh = snapshotOf({ id: "1" });

const step = (index: number, tokens = 0): RunEvent => {
	const { text: _, ...header } = stepOf({ index, tokens });
	return { kind: "step", step: header };
};
const thought = (index: number, text: string): RunEvent => ({ kind: "thought", step: index, text });
const answer = (text: string): RunEvent => ({ kind: "answer", text });
const state = (kind: "thinking" | "answering" | "stopped"): RunEvent => ({
	kind: "state",
	state: { kind },
	model: "m",
});

function journal(clock = new FakeClock()) {
	const sent: (RunEventsParams & { readonly time: number })[] = [];
	const it = new RunJournal(fresh, {
		clock,
		stats: () => ({ ...stats, totalTime: clock.now() }),
		send: (params) => sent.push({ ...params, time: clock.now() }),
	});
	return { clock, sent, journal: it };
}

/** What a run may record: two steps and an answer, a few letters at a time. */
const recording: readonly RunEvent[] = [
	state("thinking"),
	step(0),
	..."The loop is wrong.".split("").map((letter) => thought(0, letter)),
	step(0, 9),
	step(1),
	thought(1, "So I "),
	thought(1, "change it."),
	step(1, 4),
	state("answering"),
	..."done".split("").map(answer),
	state("stopped"),
];

const withoutCounts = ({ sequence: _, stats: __, ...rest }: RunSnapshot) => rest;

suite("merging", () => {
	test("a batch does what its events did one by one, wherever it is cut", () => {
		const whole = recording.reduce(applyRunEvent, fresh);
		for (let size = 1; size <= recording.length; size++) {
			let snapshot = fresh;
			for (let start = 0; start < recording.length; start += size) {
				const batch = recording.slice(start, start + size).reduce<readonly RunEvent[]>(mergeEvent, []);
				snapshot = batch.reduce(applyRunEvent, snapshot);
			}
			assert.deepEqual(withoutCounts(snapshot), withoutCounts(whole), `batches of ${size}`);
		}
	});

	test("each text is one event, and the last state stands at the end", () => {
		const batch = recording.reduce<readonly RunEvent[]>(mergeEvent, []);
		assert.deepEqual(
			batch.map((event) => event.kind),
			["step", "thought", "step", "thought", "answer", "state"],
		);
		assert.deepEqual(batch.at(-1), state("stopped"));
	});
});

suite("journal", () => {
	test("sends at most 30 times a second, however much is recorded", () => {
		const { clock, journal: it, sent } = journal();
		it.record(state("thinking"), step(0));
		for (let time = 0; time < 5000; time++) {
			it.record(thought(0, "a"));
			clock.advance(1);
		}
		for (const { time } of sent) {
			assert.ok(sent.filter((other) => other.time >= time && other.time < time + 1000).length <= 30);
		}
		assert.ok(sent.length > 5 * 25, String(sent.length));
	});

	test("a word after a pause is sent at once", () => {
		const { clock, journal: it, sent } = journal();
		clock.advance(10_000);
		it.record(state("thinking"));
		clock.advance(0);
		assert.equal(sent.length, 1);
	});

	test("sends nothing when nothing was recorded", () => {
		const { clock, sent } = journal();
		clock.advance(10_000);
		assert.equal(sent.length, 0);
	});

	test("numbers events from 1 without gaps", () => {
		const { clock, journal: it, sent } = journal();
		for (const event of recording) {
			it.record(event);
			clock.advance(20);
		}
		clock.advance(100);
		let last = 0;
		for (const { events, sequence } of sent) {
			assert.equal(sequence - events.length, last);
			last = sequence;
		}
		assert.equal(it.snapshot.sequence, last);
	});

	test("the snapshot is always what the sent events give", () => {
		const { clock, journal: it, sent } = journal();
		for (const event of recording) {
			it.record(event);
			assert.deepEqual(it.snapshot, sent.flatMap(({ events }) => events).reduce(applyRunEvent, fresh));
			clock.advance(11);
		}
		clock.advance(100);
		assert.deepEqual(it.snapshot, sent.flatMap(({ events }) => events).reduce(applyRunEvent, fresh));
		assert.equal(it.snapshot.answer, "done");
		assert.deepEqual(it.snapshot.state satisfies RunState, { kind: "stopped" });
	});

	test("says when everything has been sent", async () => {
		const { clock, journal: it, sent } = journal();
		await it.sent();
		it.record(state("stopped"));
		const over = it.sent().then(() => sent.length);
		clock.advance(1000);
		assert.equal(await over, 1);
	});
});

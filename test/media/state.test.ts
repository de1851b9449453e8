import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { EventView, ToWebview } from "../../media/reasoning/protocol";
import { initialState, reduce, type SidebarState } from "../../media/reasoning/state";
import { editProposal, editRun, eventsOf, explainRun, queuedRun, show } from "./runs";

function receive(messages: readonly ToWebview[], state: SidebarState = initialState): SidebarState {
	return messages.reduce(reduce, state);
}

/** Events as messages of `size` events each, numbered from one. */
function inMessages(events: readonly EventView[], size: number, id = queuedRun.id): readonly ToWebview[] {
	const starts = Array.from({ length: Math.ceil(events.length / size) }, (_, i) => i * size);
	return starts.map((start) => {
		const part = events.slice(start, start + size);
		return { kind: "events", id, sequence: start + part.length, events: part };
	});
}

const thought = (step: number, text: string): EventView => ({ kind: "thought", step, text });
const events = eventsOf(editRun, 3);

suite("the sidebar's state", () => {
	for (const size of [1, 2, 7, 1000]) {
		test(`a run streamed ${size} events at a time is the run as it was sent`, () => {
			const { run, isStale } = receive([show(queuedRun), ...inMessages(events, size)]);
			assert.deepEqual(run, { ...editRun, sequence: events.length });
			assert.equal(isStale, false);
		});
	}

	test("a lost event makes the run stale, and it stays as it was", () => {
		const messages = inMessages(events, 5);
		const state = receive([show(queuedRun), ...messages.slice(0, 2), ...messages.slice(3)]);
		assert.equal(state.isStale, true);
		assert.equal(state.run?.sequence, 10);
	});

	test("a stale run is whole again after the next show", () => {
		const messages = inMessages(events, 5);
		const state = receive([show(queuedRun), ...messages.slice(1), show(editRun)]);
		assert.equal(state.isStale, false);
		assert.deepEqual(state.run, editRun);
	});

	test("events that a show already holds are not applied twice", () => {
		const messages = inMessages(events, 4);
		const half = receive([show(queuedRun), ...messages.slice(0, 3)]);
		const { run } = receive(messages.slice(1), half);
		assert.deepEqual(run, { ...editRun, sequence: events.length });
	});

	test("a message of which a part is known gives the rest", () => {
		const messages = inMessages(events, 4);
		const half = receive([show(queuedRun), ...messages.slice(0, 2)]);
		const overlap: ToWebview = { kind: "events", id: queuedRun.id, sequence: 13, events: events.slice(5, 13) };
		const { run, isStale } = receive([overlap], half);
		assert.equal(isStale, false);
		assert.equal(run?.sequence, 13);
		assert.deepEqual(run, receive(inMessages(events.slice(0, 13), 13), receive([show(queuedRun)])).run);
	});

	test("text of a step that nothing is known of makes the run stale", () => {
		const message: ToWebview = { kind: "events", id: queuedRun.id, sequence: 1, events: [thought(2, "Wait")] };
		assert.equal(receive([show(queuedRun), message]).isStale, true);
	});

	test("events of another run are none of ours", () => {
		const shown = receive([show(queuedRun)]);
		assert.equal(receive(inMessages(events, 5, "other"), shown), shown);
	});

	test("a finished step is the same object after later events", () => {
		const before = receive([show(queuedRun), ...inMessages(events, 1000)]);
		const message: ToWebview = {
			kind: "events",
			id: queuedRun.id,
			sequence: events.length + 1,
			events: [thought(3, "x")],
		};
		const after = receive([message], before);
		assert.equal(after.run?.steps[0], before.run?.steps[0]);
		assert.notEqual(after.run?.steps[3], before.run?.steps[3]);
	});

	test("a proposal of another run is none of ours", () => {
		const state = receive([show(explainRun), { kind: "proposal", id: editRun.id, proposal: editProposal }]);
		assert.equal(state.proposal, null);
	});

	test("marking the same step again is another mark", () => {
		const mark: ToWebview = { kind: "markStep", id: editRun.id, step: 1, hunk: 0 };
		const once = receive([show(editRun), mark]);
		assert.deepEqual(once.mark, { step: 1, hunk: 0, times: 1 });
		assert.deepEqual(receive([mark], once).mark, { step: 1, hunk: 0, times: 2 });
	});

	test("another run has no marked step", () => {
		assert.equal(
			receive([show(editRun), { kind: "markStep", id: editRun.id, step: 1, hunk: 0 }, show(explainRun)]).mark,
			null,
		);
	});
});

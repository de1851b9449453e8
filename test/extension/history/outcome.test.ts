import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { outcomeOf } from "../../../extension/history/outcome";
import { restoredProposal } from "../../../extension/history/restoredProposal";
import type { HunkDecision, ProposalView } from "../../../media/reasoning/protocol";
import type { RunState } from "../../../server/protocol/run";
import { storedRun } from "./storedRun";

const { run } = storedRun();
type Decision = ProposalView["hunks"][number]["decision"];

function edit(...decisions: readonly Decision[]): string {
	return outcomeOf(run, { hunks: decisions.map((decision) => ({ decision, line: 0 })) }).text;
}

suite("what came of a run", () => {
	for (const [decisions, text] of [
		[["accepted", "accepted"], "accepted"],
		[["accepted", "rejected", "accepted"], "accepted 2 of 3"],
		[["rejected", "rejected"], "rejected"],
		[["rejected", "gone"], "rejected"],
		[["gone"], "overwritten"],
		[["pending", "pending"], "pending"],
		[["accepted", "pending"], "1 of 2 pending"],
		[["undecided", "undecided"], "not decided"],
		[["accepted", "undecided"], "accepted 1 of 2"],
	] as const) {
		test(`is "${text}" where its hunks are ${decisions.join(", ")}`, () => assert.equal(edit(...decisions), text));
	}

	test("is the number of changes before they are in the document", () => {
		assert.equal(outcomeOf(run, undefined).text, "2 changes");
	});

	test("is not applied where a notice says why", () => {
		assert.equal(outcomeOf(run, { hunks: [], notice: "The file was closed." }).text, "not applied");
	});

	const states: readonly (readonly [RunState, string])[] = [
		[{ kind: "queued", ahead: 1 }, "queued"],
		[{ kind: "thinking" }, "running"],
		[{ kind: "stopped" }, "stopped"],
		[{ kind: "failed", reason: "crashed", message: "" }, "failed"],
		[{ kind: "done", result: { kind: "refused", reason: "noCode", message: "" } }, "refused"],
		[{ kind: "done", result: { kind: "unchanged" } }, "no change"],
		[{ kind: "done", result: { kind: "text" } }, "explained"],
		[{ kind: "done", result: { kind: "newFile", name: "a.test.ts", languageId: "", text: "" } }, "new file a.test.ts"],
	];
	for (const [state, text] of states) {
		test(`is "${text}"`, () => assert.equal(outcomeOf({ state }, undefined).text, text));
	}
});

suite("a proposal of an earlier window", () => {
	const decided = (decisions: readonly HunkDecision[] | null, notice = "") =>
		restoredProposal({ run, decisions, notice });

	test("is told as it was decided, and what was pending cannot be decided on any more", () => {
		assert.deepEqual(decided(["accepted", "pending"]), {
			hunks: [
				{ decision: "accepted", line: 11 },
				{ decision: "undecided", line: 12 },
			],
		});
	});

	test("that never was in a document is none", () => assert.equal(decided(null), undefined));

	test("that was not applied says why", () => {
		assert.deepEqual(decided(null, "The code changed."), { hunks: [], notice: "The code changed." });
	});
});

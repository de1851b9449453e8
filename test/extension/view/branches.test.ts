import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { branchEdit, familyOf } from "../../../extension/run/branchEdit";
import { branchTitles, branchViews, proposalView } from "../../../extension/view/branches";
import type { RunResult, RunSnapshot, RunState } from "../../../server/protocol/run";
import { snapshotOf } from "../../support/snapshot";

const start = { line: 0, character: 0 };
const hunk = { index: 0, oldStart: 0, oldLines: ["a"], newStart: 0, newLines: ["b"] };

function edit(changes: number): RunResult {
	const hunks = Array.from({ length: changes }, (_, index) => ({ ...hunk, index }));
	return { kind: "edit", edit: { range: { start, end: start }, newText: "b" }, hunks, links: [] };
}

const done = (result: RunResult): RunState => ({ kind: "done", result });

/** The first run of a family, another answer to it and one that was resumed at its third step; newest first. */
const runs: readonly RunSnapshot[] = [
	snapshotOf({ id: "elsewhere", date: 4, state: { kind: "thinking" } }),
	snapshotOf({
		id: "resumed",
		root: "first",
		date: 3,
		origin: { kind: "resumed", run: "first", step: 2 },
		state: { kind: "thinking" },
	}),
	snapshotOf({
		id: "answer",
		root: "first",
		date: 2,
		origin: { kind: "answer", run: "first" },
		state: done(edit(2)),
	}),
	snapshotOf({ id: "first", date: 1, state: done(edit(1)) }),
];
const family = familyOf(runs, snapshotOf({ id: "first", root: "first" }));

suite("the branches of a run", () => {
	test("are the runs of its family, in the order they began", () => {
		const of = (id: string) => familyOf(runs, runs.find((it) => it.id === id) ?? snapshotOf()).map((it) => it.id);
		assert.deepEqual(of("answer"), ["first", "answer", "resumed"]);
		assert.deepEqual(of("elsewhere"), ["elsewhere"]);
	});

	test("say what came of each, and which one is in the document", () => {
		const views = branchViews(family, ({ id }) => id === "answer");
		assert.deepEqual(
			views.map(({ id, isActive, isProposed, outcome }) => [id, isActive, isProposed, outcome]),
			[
				["first", false, false, "1 change"],
				["answer", false, true, "2 changes"],
				["resumed", true, false, ""],
			],
		);
	});

	test("are never proposed by two", () => {
		assert.equal(branchViews(family, () => true).filter((it) => it.isProposed).length, 1);
	});

	test("have names of which no two are alike", () => {
		const resumed = { origin: { kind: "resumed", run: "first", step: 2 } } as const;
		assert.deepEqual(branchTitles([...family, resumed, resumed]), [
			"Answer 1",
			"Answer 2",
			"Resumed at 3",
			"Resumed at 3 (2)",
			"Resumed at 3 (3)",
		]);
	});

	test("have an edit only where the run ended with one", () => {
		assert.deepEqual(
			runs.map((run) => branchEdit(run)?.run),
			[undefined, undefined, "answer", "first"],
		);
	});
});

suite("a proposal in the sidebar", () => {
	const [first = snapshotOf()] = family;
	const proposal = { hunks: [{ decision: "rejected", line: 3 }] } as const;
	const branches = (proposed: string) => branchViews(family, ({ id }) => id === proposed);
	const nothing = { proposal: undefined, notice: undefined };

	test("is as the document has it", () => {
		const known = { proposal, notice: undefined };
		assert.deepEqual(proposalView(first, branches("first"), known), proposal);
		assert.equal(proposalView(first, branches(""), nothing), undefined);
	});

	test("says why it is not in the document", () => {
		const view = proposalView(first, branches(""), { proposal, notice: "The code was changed." });
		assert.deepEqual(view, { ...proposal, notice: "The code was changed." });
	});

	test("says that another branch's edit is there instead", () => {
		assert.match(proposalView(first, branches("answer"), nothing)?.notice ?? "", /another branch/);
		assert.equal(proposalView({ ...first, state: { kind: "stopped" } }, branches("answer"), nothing), undefined);
	});
});

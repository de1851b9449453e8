import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { branchNames, originText } from "../../media/reasoning/branches";
import type { OriginView } from "../../media/reasoning/protocol";
import { editRun, queuedRun } from "./runs";
import { otherAnswerRun, resumedRun } from "./steerRuns";

function namesOf(...origins: readonly OriginView[]): readonly string[] {
	return branchNames(
		origins.map((origin, i) => ({ id: `run-${i}`, origin, isActive: false, outcome: "", isProposed: false })),
	);
}

const start: OriginView = { kind: "start" };
const answer: OriginView = { kind: "answer", run: "run-0" };
const resumed = (step: number): OriginView => ({ kind: "resumed", run: "run-0", step });

suite("branches", () => {
	test("are counted as answers, or named by the step they were resumed at", () => {
		assert.deepEqual(namesOf(start, resumed(2), answer), ["Answer 1", "Resumed at 3", "Answer 2"]);
	});

	test("have names that tell them apart", () => {
		const names = namesOf(start, resumed(2), resumed(2), resumed(0), resumed(2));
		assert.deepEqual(names, ["Answer 1", "Resumed at 3", "Resumed at 3 (2)", "Resumed at 1", "Resumed at 3 (3)"]);
	});

	test("a run says what it continues and how much it reused", () => {
		assert.equal(originText(editRun), "");
		assert.equal(originText(resumedRun), "Resumed at step 3 · 210 of 240 tokens reused");
		assert.equal(originText(otherAnswerRun), "Another answer · 770 of 772 tokens reused");
	});

	test("a run that has not read its prompt says only what it continues", () => {
		assert.equal(originText({ ...queuedRun, origin: resumed(2) }), "Resumed at step 3");
	});
});

// What the linker finds in the runs of test/fixtures/links.json, against what a reader found there.
import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { readLabelledRuns } from "../../support/labelledRuns";
import { precision, recall, scoreOf } from "../../support/linkScore";
import { readTasks } from "../../support/tasks";

suite("links on labelled runs", () => {
	const runs = readLabelledRuns();
	const score = scoreOf(runs);
	const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

	test("cover every family of tasks that changes code", () => {
		const families = new Set(readTasks().map(({ family }) => family));
		families.delete("tests");
		families.delete("explain");
		equal([...families].filter((family) => runs.filter((it) => it.family === family).length < 2).join(), "");
		ok(runs.length >= 48, `${runs.length} runs`);
	});

	test("cite with a precision over 90 %", (context) => {
		context.diagnostic(`precision ${percent(precision(score))}, recall ${percent(recall(score))}`);
		ok(precision(score) > 0.9, percent(precision(score)));
	});

	test("find most of the steps that name a change", () => ok(recall(score) > 0.8, percent(recall(score))));

	test("have such a step first for nearly every change that has one", () =>
		ok(score.firstRight / score.namedHunks > 0.95, percent(score.firstRight / score.namedHunks)));

	test("cite no step for a change that no step names", () => equal(score.wronglyCitedHunks, 0));
});

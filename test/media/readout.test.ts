import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Announcer } from "../../media/reasoning/announce";
import type { RunView, StateView } from "../../media/reasoning/protocol";
import { duration, hunkPlace, readRun, whereOf } from "../../media/reasoning/readout";
import { editRun, failedRun, loadingRun, queuedRun, readingRun, refusedRun, thinkingRun } from "./runs";
import { intervention } from "./steerRuns";

function readout(run: RunView): string {
	const { text, rate, progress } = readRun(run, { thought: run.stats.thoughtTime, total: run.stats.totalTime });
	const line = rate === "" ? text : `${text} · ${rate}`;
	return progress === null ? line : `${line} [${progress.toFixed(2)}]`;
}

const withState = (run: RunView, state: StateView): RunView => ({ ...run, state });

suite("the state line", () => {
	const cases: readonly (readonly [RunView, string])[] = [
		[queuedRun, "Queued behind 1 run"],
		[withState(queuedRun, { kind: "queued", ahead: 2 }), "Queued behind 2 runs"],
		[withState(queuedRun, { kind: "queued", ahead: 0 }), "Queued"],
		[loadingRun, "Loading model 40 % [0.40]"],
		[readingRun, "Reading the prompt 512 of 1,204 tokens (reused 300) [0.43]"],
		[
			withState(readingRun, { kind: "reading", done: 0, total: 0, reused: 0 }),
			"Reading the prompt 0 of 0 tokens [0.00]",
		],
		[{ ...thinkingRun, budget: null }, "Thinking · 14 s · 412 tokens · 31 tok/s"],
		[thinkingRun, "Thinking · 14 s · 31 tok/s"],
		[withState(editRun, { kind: "answering" }), "Answering · 21 s · 612 tokens · 31 tok/s"],
		[editRun, "Done in 21 s · 612 tokens · 31 tok/s"],
		[withState(thinkingRun, { kind: "stopped" }), "Stopped after 16 s · 412 tokens"],
		[failedRun, "Failed · 412 tokens"],
		[withState(queuedRun, failedRun.state), "Failed"],
	];
	for (const [run, expected] of cases) {
		test(`says “${expected}”`, () => assert.equal(readout(run), expected));
	}

	test("leaves out a speed that nothing is known of", () => {
		const run = { ...thinkingRun, stats: { ...thinkingRun.stats, tokensPerSecond: 0 } };
		assert.equal(readout(run), "Thinking · 14 s");
	});
});

suite("times and places", () => {
	const times = [
		[-5, "0.0 s"],
		[420, "0.4 s"],
		[960, "1 s"],
		[14_400, "14 s"],
		[59_400, "59 s"],
		[59_600, "1 min 0 s"],
		[65_000, "1 min 5 s"],
	] as const;
	for (const [milliseconds, expected] of times) {
		test(`${milliseconds} ms are ${expected}`, () => assert.equal(duration(milliseconds), expected));
	}

	test("a run is at its file and lines", () => assert.equal(whereOf(queuedRun), "cart.ts:12–18"));

	test("a run of one line names one line", () => {
		const range = { start: { line: 4 }, end: { line: 4 } };
		assert.equal(whereOf({ ...queuedRun, uri: "untitled:My%20cart.ts", range }), "untitled:My cart.ts:5");
	});

	const hunk = { index: 0, oldStart: 3, oldLines: ["a"], newStart: 3, newLines: ["b", "c"] };
	test("a hunk names all its new lines", () => {
		assert.equal(hunkPlace("file:///a/b.ts", 3, hunk), "b.ts, lines 4–5");
	});
	test("a hunk that only removes names the line that it stands at", () => {
		assert.equal(hunkPlace("file:///a/b.ts", 3, { ...hunk, newLines: [] }), "b.ts, line 4");
	});
});

suite("what a screen reader is told", () => {
	/** What is said of each of the runs, `pause` milliseconds apart. */
	function announce(runs: readonly RunView[], pause: number): readonly string[] {
		const announcer = new Announcer();
		return runs.map((run, i) => announcer.next(run, i * pause));
	}

	test("each state once", () => {
		const said = announce([queuedRun, queuedRun, loadingRun, { ...loadingRun, sequence: 3 }, editRun, editRun], 0);
		assert.deepEqual(said, ["Fix is queued.", "", "Loading the model.", "", "Done. 2 changes proposed.", ""]);
	});

	test("why a run failed or was refused", () => {
		assert.match(announce([failedRun], 0).join(), /^Failed\. The engine ended/);
		assert.match(announce([refusedRun], 0).join(), /^Done\. The answer leaves code out/);
	});

	test("what is done to the thought when it is done, with the state that it leads to", () => {
		const steered = (count: number): RunView => ({
			...thinkingRun,
			interventions: [intervention("thinkMore", 2, 300), intervention("answerNow", 2, 420)].slice(0, count),
		});
		const answering = withState(steered(2), { kind: "answering" });
		assert.deepEqual(announce([steered(0), steered(1), steered(1), answering], 0), [
			"Thinking.",
			"You asked it to think more: Wait, was written in place of the end.",
			"",
			"You asked for the answer after 420 tokens. Answering.",
		]);
		assert.deepEqual(announce([steered(2)], 0), ["Thinking."], "not what was done before the run was looked at");
	});

	test("a step when it is finished, and not again before some seconds have passed", () => {
		const thinking = (steps: number): RunView => ({ ...thinkingRun, steps: editRun.steps.slice(0, steps) });
		const runs = [thinking(0), thinking(1), thinking(2), thinking(3), thinking(4)];
		const steps = announce(runs, 3000).map((sentence) => sentence.split(":")[0]);
		assert.deepEqual(steps, ["Thinking.", "", "Step 1, Inspect", "", ""]);
		assert.equal(announce(runs, 9000)[3], `Step 2, Inspect: ${editRun.steps[1]?.text}`);
	});
});

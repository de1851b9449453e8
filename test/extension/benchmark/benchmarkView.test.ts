import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { benchmarksMarkdown } from "../../../extension/benchmark/benchmarkMarkdown";
import { benchmarkView, runningView } from "../../../extension/benchmark/benchmarkView";
import { parseFromBenchmarkPage } from "../../../extension/benchmark/fromBenchmarkPage";
import { measureItems, measurePlaceholder } from "../../../extension/benchmark/measures";
import type { ProblemOutcome } from "../../../server/protocol/benchmark";
import { benchmarkOf } from "./benchmark";

const { coding, model } = benchmarkOf();

suite("a benchmark, as it reads", () => {
	test("names the model with its quantization, once, and what ran it", () => {
		const named = (change: Partial<NonNullable<typeof model>>) => {
			const { model: name, place } = benchmarkView(benchmarkOf({ model: model && { ...model, ...change } }));
			return `${name} on ${place}`;
		};
		assert.equal(named({}), "DeepSeek-R1-Distill-Qwen-7B Q4_K_M on CPU, 7 threads");
		assert.equal(named({ name: "R1 Q4_K_M", device: "vulkan", gpuLayers: 1 }), "R1 Q4_K_M on Vulkan, 1 layer");
		assert.equal(named({ quantization: "", server: "https://api.test/v1" }), "DeepSeek-R1-Distill-Qwen-7B on api.test");
	});

	test("says why a problem was not solved, and what became of the thought", () => {
		const [one, two] = benchmarkView(benchmarkOf()).coding?.results ?? [];
		assert.deepEqual([one?.isPassed, one?.outcome, one?.detail, one?.tokens], [true, "Passed", "", 400]);
		assert.deepEqual(
			[two?.isPassed, two?.outcome, two?.detail],
			[false, "Error on test 3", "ValueError: no. Its thought was cut off by the budget."],
		);
	});

	const outcomes: readonly (readonly [ProblemOutcome, string])[] = [
		[{ kind: "wrongAnswer", test: 2 }, "Wrong answer on test 2"],
		[{ kind: "timeLimit", test: 2 }, "Too slow on test 2"],
		[{ kind: "memoryLimit", test: 2 }, "Out of memory on test 2"],
		[{ kind: "outputLimit", test: 2 }, "Too much output on test 2"],
		[{ kind: "noCode", message: "" }, "No code"],
		[{ kind: "cutOff" }, "Cut off: the context is full"],
	];
	for (const [outcome, text] of outcomes) {
		test(`has words for ${outcome.kind}`, () => {
			const results = coding?.results.slice(0, 1).map((it) => ({ ...it, outcome })) ?? [];
			const view = benchmarkView(benchmarkOf({ coding: coding && { ...coding, results } }));
			assert.equal(view.coding?.results[0]?.outcome, text);
		});
	}

	test("says what goes on, and how far it is", () => {
		const going = benchmarkOf({ coding: coding && { ...coding, count: 4 } });
		const solving = { kind: "solving", problem: 2, title: "Three", phase: "thinking", tokens: 1412 } as const;
		assert.deepEqual(runningView(going, solving), {
			id: "a",
			activity: "Problem 3 of 4, Three: thinking, 1,412 tokens",
			stage: "Problem 3 of 4",
			share: 0.5,
		});
		const loading = runningView(benchmarkOf({ speed: null }), { kind: "loading", progress: 0.4 });
		assert.match(loading.activity, /^Loading the model, 40\s?%$/);
		assert.equal(loading.share, 0.4);
		assert.equal(runningView(going, { kind: "queued", ahead: 2 }).activity, "Waiting for 2 runs");
	});
});

suite("exported benchmarks", () => {
	const markdown = benchmarksMarkdown(
		[benchmarkOf(), benchmarkOf({ id: "b", effort: "deep", coding: null })].map(benchmarkView),
	);

	test("are a table of figures", () => {
		assert.match(
			markdown,
			/^\| DeepSeek-R1-Distill-Qwen-7B Q4\\_K\\_M \| CPU, 7 threads \| Normal \| 2026-09-21 \| 50 % \(1\/2\) \| 800 \| 81\.0 \| 80\.0 \| 9\.5 \| 4\.5 \| 4\.0 \| 5\.6 \|$/m,
		);
		assert.match(markdown, /\| Deep \| 2026-09-21 \| – \| – \| – \| 80\.0 /);
	});

	test("are a table of problems, whose titles stay in their cells", () => {
		assert.match(markdown, /^## Rationale's problems$/m);
		assert.match(markdown, /^\| One \\\| \\`two\\` \| Passed \(400 tokens, 42\.0 s\) \|$/m);
	});
});

suite("what can be measured", () => {
	const options = { isTrusted: true, hasResults: false, file: "" };

	test("is speed alone in a workspace that is not trusted, and it says why", () => {
		assert.deepEqual(
			measureItems({ ...options, isTrusted: false }).map(({ measure }) => measure),
			["speed"],
		);
		assert.match(measurePlaceholder(false), /not trusted/);
	});

	test("is coding too in a trusted one, and what was measured is shown", () => {
		assert.deepEqual(
			measureItems({ ...options, hasResults: true }).map(({ measure }) => measure),
			["speed", "own", "file", "results"],
		);
	});
});

suite("a message of the page", () => {
	test("is read", () => {
		for (const message of [
			{ kind: "cancel" },
			{ kind: "delete", id: "a" },
			{ kind: "export", ids: ["a"], format: "json" },
		]) {
			assert.deepEqual(parseFromBenchmarkPage(message), message);
		}
	});

	test("of another shape is ignored", () => {
		for (const message of [
			null,
			"cancel",
			{ kind: "delete" },
			{ kind: "export", ids: ["a"], format: "pdf" },
			{ kind: "run" },
		]) {
			assert.equal(parseFromBenchmarkPage(message), undefined);
		}
	});
});

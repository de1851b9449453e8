// Benchmarks over stdio, with the real engine and the Python of this machine.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver-protocol";
import {
	type Benchmark,
	type BenchmarkEvent,
	type BenchmarkModelParams,
	type BenchmarkModelResult,
	benchmarkModelRequest,
	benchmarkProgress,
} from "../../server/protocol/benchmark";
import { hasEnded } from "../../server/protocol/run";
import { type TestServer, tinySettings, useServer } from "../support/connect";
import { ended, fix, startRun } from "../support/runs";

const speedAlone: BenchmarkModelParams = { effort: "brief", coding: null };

let tokens = 0;

/** What a benchmark comes to, and what was told of it; `onEvent` may meddle. */
async function benchmark(
	server: TestServer,
	params: BenchmarkModelParams,
	onEvent: (event: BenchmarkEvent, cancel: () => void) => void = () => {},
) {
	const events: BenchmarkEvent[] = [];
	const partialResultToken = `benchmark-${tokens++}`;
	const source = new CancellationTokenSource();
	const progress = server.connection.onProgress(benchmarkProgress, partialResultToken, (event) => {
		events.push(event);
		onEvent(event, () => source.cancel());
	});
	try {
		const request = { ...params, partialResultToken };
		const result = await server.connection.sendRequest(benchmarkModelRequest, request, source.token);
		return { result, events };
	} finally {
		progress.dispose();
	}
}

function endedBenchmark(result: BenchmarkModelResult): Benchmark {
	return result.kind === "ended" ? result.benchmark : assert.fail(JSON.stringify(result));
}

function problem(id: string, output: string) {
	const tests = JSON.stringify([{ input: "", output, testtype: "stdin" }]);
	return JSON.stringify({
		question_title: `Problem ${id}`,
		question_content: `Print ${output}.`,
		question_id: id,
		difficulty: "easy",
		public_test_cases: tests,
		private_test_cases: "[]",
	});
}

suite("a benchmark", () => {
	const server = useServer();
	let folder = "";
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "rationale-test-"));
		writeFileSync(join(folder, "tiny.jsonl"), `${problem("a", "1")}\n${problem("b", "2")}\n`);
	});
	after(() => rmSync(folder, { recursive: true }));
	const coding = (name = "tiny.jsonl"): BenchmarkModelParams => ({
		effort: "brief",
		coding: { problems: { kind: "file", path: join(folder, name), limit: null }, isAgreed: true },
	});

	test("measures how quick the model is", async () => {
		const { events, result } = await benchmark(server(), speedAlone);
		const { coding: none, model, speed, state } = endedBenchmark(result);
		assert.deepEqual(state, { kind: "complete" });
		assert.equal(none, null);
		assert.equal(model?.name, "Tiny R1");
		assert.ok(speed);
		assert.ok(speed.promptTokens > 200 && speed.decodeTokens > 20, JSON.stringify(speed));
		assert.ok((speed.loadTime ?? 0) > 0 && (speed.firstThought ?? 0) > 0, JSON.stringify(speed));
		// The whole prompt was read, at the speed that is told, before the first thought.
		const promptTime = (speed.promptTokens * 1000) / (speed.promptSpeed ?? 0);
		assert.ok(promptTime <= (speed.firstThought ?? 0) + 1, JSON.stringify(speed));
		assert.ok(speed.decodeSpeed > 10 && (speed.memory ?? 0) > 20e6, JSON.stringify(speed));
		const activities = events.flatMap((it) => (it.kind === "activity" ? [it.activity.kind] : []));
		assert.deepEqual([...new Set(activities)], ["loading", "measuring"]);
	});

	test("has problems solved and judged, and says honestly what became of each", async () => {
		const { events, result } = await benchmark(server(), coding());
		const { coding: figures, state } = endedBenchmark(result);
		assert.deepEqual(state, { kind: "complete" });
		assert.equal(figures?.file, "tiny.jsonl");
		assert.equal(figures?.count, 2);
		assert.deepEqual(
			figures?.results.map(({ id }) => id),
			["a", "b"],
		);
		for (const { answerTokens, outcome, thoughtTokens, time } of figures?.results ?? []) {
			assert.ok(thoughtTokens > 0 && answerTokens > 0 && time > 0);
			// The tiny model knows nothing of printing numbers.
			assert.notEqual(outcome.kind, "passed");
		}
		const phases = events.flatMap((it) =>
			it.kind === "activity" && it.activity.kind === "solving" ? [it.activity.phase] : [],
		);
		assert.ok(phases.includes("thinking") && phases.includes("answering"), phases.join());
	});

	test("comes to the same again, with the same seed", async () => {
		const outcomes = async () =>
			endedBenchmark((await benchmark(server(), coding())).result).coding?.results.map(
				({ answerTokens, outcome, thoughtTokens }) => [answerTokens, outcome, thoughtTokens],
			);
		assert.deepEqual(await outcomes(), await outcomes());
	});

	test("lets a run that is started meanwhile come before its next problem", async () => {
		let run: ReturnType<typeof startRun> | undefined;
		const order: string[] = [];
		const { result } = await benchmark(server(), coding(), (event) => {
			if (event.kind !== "activity" || event.activity.kind !== "solving" || run) return;
			run = startRun(server(), fix).then(async (first) => {
				const { state } = await ended(server(), first);
				assert.ok(hasEnded(state) && state.kind === "done");
				order.push("run");
				return first;
			});
		}).finally(() => order.push("benchmark"));
		await run;
		assert.deepEqual(order, ["run", "benchmark"]);
		assert.equal(endedBenchmark(result).coding?.results.length, 2);
	});

	test("that is cancelled keeps what it has measured", async () => {
		const { result } = await benchmark(server(), coding(), (event, cancel) => {
			if (event.kind === "activity" && event.activity.kind === "solving" && event.activity.problem === 1) cancel();
		});
		const { coding: figures, speed, state } = endedBenchmark(result);
		assert.deepEqual(state, { kind: "stopped" });
		assert.ok(speed);
		assert.equal(figures?.results.length, 1);
	});

	test("runs nothing that the user has not agreed to", async () => {
		const { events, result } = await benchmark(server(), {
			effort: "brief",
			coding: { problems: { kind: "own" }, isAgreed: false },
		});
		assert.ok(result.kind === "invalid" && /agree/.test(result.message));
		assert.deepEqual(events, []);
	});

	test("says at once what a file of no problems is", async () => {
		writeFileSync(join(folder, "prose.txt"), "Once upon a time");
		const { events, result } = await benchmark(server(), coding("prose.txt"));
		assert.ok(result.kind === "invalid" && /prose.txt is no file of problems/.test(result.message));
		assert.deepEqual(events, []);
	});

	test("is the only one at a time", async () => {
		let second: ReturnType<typeof benchmark> | undefined;
		await benchmark(server(), speedAlone, () => {
			second ??= benchmark(server(), speedAlone);
		});
		const { result } = (await second) ?? assert.fail();
		assert.ok(result.kind === "invalid" && /under way/.test(result.message));
	});

	test("needs a model", async () => {
		await server().configure({ ...tinySettings, model: { ...tinySettings.model, path: "" } });
		const { result } = await benchmark(server(), speedAlone);
		await server().configure(tinySettings);
		assert.equal(result.kind, "noModel");
	});

	test("says why a model cannot be loaded", async () => {
		await server().configure({ ...tinySettings, model: { ...tinySettings.model, path: "/nowhere/none.gguf" } });
		const { result } = await benchmark(server(), speedAlone);
		await server().configure(tinySettings);
		const { state } = endedBenchmark(result);
		assert.ok(state.kind === "failed" && /none\.gguf/.test(state.message));
	});
});

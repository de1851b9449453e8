import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { CompletionCounts } from "../../../server/completion/completionCounts";

/** Counts in which completions with these latencies were shown. */
function shown(latencies: readonly number[]): CompletionCounts {
	const counts = new CompletionCounts();
	for (const [index, latency] of latencies.entries()) counts.shown(String(index), latency);
	return counts;
}

suite("counters", () => {
	test("are nothing at first", () => {
		deepEqual(new CompletionCounts().counters, {
			requests: 0,
			cancelled: 0,
			shown: 0,
			accepted: 0,
			medianLatency: null,
			p95Latency: null,
			promptTokens: 0,
			evaluatedTokens: 0,
		});
	});

	test("say what became of the requests, and what they cost", () => {
		const counts = new CompletionCounts();
		for (const id of ["a", "b", "c"]) {
			counts.requested();
			counts.evaluated({ promptTokens: 100, evaluatedTokens: id === "a" ? 100 : 4 });
		}
		counts.cancelled();
		counts.shown("a", 30);
		counts.shown("b", 40);
		counts.accepted("b");
		deepEqual(counts.counters, {
			requests: 3,
			cancelled: 1,
			shown: 2,
			accepted: 1,
			medianLatency: 35,
			p95Latency: 40,
			promptTokens: 300,
			evaluatedTokens: 108,
		});
	});

	test("take a completion that is shown again for the same one", () => {
		const counts = shown([10]);
		counts.shown("0", 1000);
		counts.accepted("0");
		counts.shown("0", 1000);
		equal(counts.counters.shown, 1);
		equal(counts.counters.medianLatency, 10);
	});

	test("take one that is accepted word by word for the same one", () => {
		const counts = shown([10, 20]);
		counts.accepted("0");
		counts.accepted("0");
		counts.shown("0", 30);
		counts.accepted("0");
		equal(counts.counters.accepted, 1);
	});

	test("do not believe that one was accepted which was never shown", () => {
		const counts = shown([10]);
		counts.accepted("other");
		equal(counts.counters.accepted, 0);
	});
});

suite("latencies", () => {
	for (const [name, latencies, median, p95] of [
		["of one", [7], 7, 7],
		["of two", [10, 20], 15, 20],
		["of three, in any order", [30, 10, 20], 20, 30],
		["of a hundred", Array.from({ length: 100 }, (_, index) => index + 1), 50.5, 95],
		["of the last two hundred", [...Array(50).fill(9999), ...Array(190).fill(10), ...Array(10).fill(500)], 10, 10],
		["of the last two hundred, with more slow ones", [...Array(189).fill(10), ...Array(11).fill(500)], 10, 500],
	] as const) {
		test(name, () => {
			const { medianLatency, p95Latency } = shown(latencies).counters;
			deepEqual([medianLatency, p95Latency], [median, p95]);
		});
	}
});

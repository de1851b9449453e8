import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseHistory, serializeHistory } from "../../../extension/run/historyFile";
import { RunLog } from "../../../extension/run/runLog";
import type { RunSnapshot } from "../../../server/protocol";

function run(id: string): RunSnapshot {
	const start = { line: 0, character: 0 };
	return {
		id,
		action: "explain",
		instruction: "",
		uri: "file:///cart.ts",
		languageId: "typescript",
		range: { start, end: start },
		model: "tiny",
		seed: 1,
		state: { kind: "done", result: { kind: "text" } },
		steps: [{ index: 0, kind: "plan", text: "It sums up.", start: 0, end: 1, tokens: 4, lines: [0] }],
		answer: "It adds.",
		stats: {
			promptTokens: 1,
			reusedTokens: 0,
			thoughtTokens: 4,
			answerTokens: 2,
			thoughtTime: 1,
			totalTime: 2,
			tokensPerSecond: 3,
		},
		sequence: 7,
	};
}

suite("the history of runs", () => {
	test("comes back as it was", () => {
		const runs = [run("b"), run("a")];
		assert.deepEqual(parseHistory(serializeHistory(runs)), runs);
	});

	test("is empty where the file was cut off", () => {
		assert.deepEqual(parseHistory(serializeHistory([run("a")]).slice(0, -5)), []);
	});

	test("is empty where another version wrote it", () => {
		assert.deepEqual(parseHistory('{"version":0,"runs":[{"id":"a","state":{},"steps":[]}]}'), []);
	});

	test("is empty where the file is not ours", () => {
		for (const text of ["null", "[]", '"runs"', '{"version":1}', '{"version":1,"runs":[null,1]}']) {
			assert.deepEqual(parseHistory(text), [], text);
		}
	});

	test("stands before the runs of this window", () => {
		const log = new RunLog();
		log.put(run("new"));
		log.restore([run("b"), run("a")]);
		assert.deepEqual(
			log.all().map((it) => it.id),
			["new", "b", "a"],
		);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseHistory, serializeHistory } from "../../../extension/run/historyFile";
import { RunLog } from "../../../extension/run/runLog";
import type { RunSnapshot } from "../../../server/protocol/run";
import { snapshotOf, stepOf } from "../../support/snapshot";

function run(id: string): RunSnapshot {
	return snapshotOf({
		id,
		action: "explain",
		state: { kind: "done", result: { kind: "text" } },
		steps: [stepOf({ text: "It sums up.", lines: [0] })],
		answer: "It adds.",
	});
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

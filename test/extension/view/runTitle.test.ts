import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { runTitle } from "../../../extension/view/runTitle";
import type { RunSnapshot } from "../../../server/protocol";

const stats = {
	promptTokens: 0,
	reusedTokens: 0,
	thoughtTokens: 0,
	answerTokens: 0,
	thoughtTime: 0,
	totalTime: 0,
	tokensPerSecond: 0,
};

function titleOf(uri: string, first: number, last: number) {
	const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
	const rest = { steps: [], answer: "", stats, sequence: 0, model: "", seed: 1, instruction: "" };
	const run: RunSnapshot = {
		id: "r",
		action: "fix",
		uri,
		languageId: "ts",
		range,
		state: { kind: "stopped" },
		...rest,
	};
	return runTitle(run);
}

suite("a run in the list", () => {
	test("names its file and lines", () => assert.equal(titleOf("file:///a/cart.ts", 11, 17).where, "cart.ts:12–18"));
	test("names a single line once", () => assert.equal(titleOf("file:///cart.ts", 0, 0).where, "cart.ts:1"));
	test("shows the name as it is on the disk", () => assert.equal(titleOf("file:///a%20b.ts", 0, 0).where, "a b.ts:1"));
	test("is not active after its end", () => assert.equal(titleOf("file:///a.ts", 0, 0).isActive, false));
});

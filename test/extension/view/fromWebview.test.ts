import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseFromWebview } from "../../../extension/view/fromWebview";
import type { FromWebview } from "../../../media/reasoning/protocol";

suite("messages from the sidebar", () => {
	const messages: readonly FromWebview[] = [
		{ kind: "ready" },
		{ kind: "missed", id: "r" },
		{ kind: "selectRun", id: "r" },
		{ kind: "searchHistory", query: "cart total" },
		{ kind: "exportRun", id: "r" },
		{ kind: "deleteRun", id: "r" },
		{ kind: "deleteAllRuns" },
		{ kind: "start", action: "edit", instruction: "Rename a to b.", thought: "I must be careful." },
		{ kind: "stop", id: "r" },
		{ kind: "again", id: "r" },
		{ kind: "steer", id: "r", steer: "thinkMore" },
		{ kind: "setEffort", effort: "deep" },
		{ kind: "resume", id: "r", step: 2, text: "I will call it `sum`." },
		{ kind: "answerAgain", id: "r" },
		{ kind: "chooseBranch", id: "r" },
		{ kind: "compareBranches", id: "r" },
		{ kind: "showCode", id: "r" },
		{ kind: "showStep", id: "r", step: 0 },
		{ kind: "showHunk", id: "r", hunk: 2 },
		{ kind: "accept", id: "r", hunk: "all" },
		{ kind: "reject", id: "r", hunk: 1 },
		{ kind: "selectModel" },
		{ kind: "getStarted" },
		{ kind: "pauseDownload", id: "d" },
		{ kind: "resumeDownload", id: "d" },
		{ kind: "discardDownload", id: "d" },
		{ kind: "showLog" },
	];
	for (const message of messages) {
		test(`${message.kind} is taken as it is`, () => assert.deepEqual(parseFromWebview(message), message));
	}

	const others: readonly (readonly [string, unknown])[] = [
		["nothing", undefined],
		["null", null],
		["text", "ready"],
		["an unknown kind", { kind: "format", id: "r" }],
		["a kind that every object has", { kind: "toString" }],
		["a run without an id", { kind: "stop" }],
		["a search for nothing that can be read", { kind: "searchHistory", query: ["cart"] }],
		["an unknown action", { kind: "start", action: "toString", instruction: "" }],
		["an action without an instruction", { kind: "start", action: "fix" }],
		["a step that is no number", { kind: "showStep", id: "r", step: "1" }],
		["a hunk below 0", { kind: "accept", id: "r", hunk: -1 }],
		["half a hunk", { kind: "reject", id: "r", hunk: 0.5 }],
		["all hunks where one is meant", { kind: "showHunk", id: "r", hunk: "all" }],
	];
	for (const [name, value] of others) {
		test(`${name} is dropped`, () => assert.equal(parseFromWebview(value), undefined));
	}

	test("what does not belong to a message is left out", () => {
		assert.deepEqual(parseFromWebview({ kind: "stop", id: "r", command: "x" }), { kind: "stop", id: "r" });
	});
});

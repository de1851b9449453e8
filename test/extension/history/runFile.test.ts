import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseRun, type StoredRun, serializeRun } from "../../../extension/history/runFile";
import type { RunState } from "../../../server/protocol/run";
import { storedRun } from "./storedRun";

/** The file with one value of it changed; `path` leads to the value, as in `run.steps.0.kind`. */
function damaged(path: string, value: unknown): string {
	const file: unknown = JSON.parse(serializeRun(storedRun()));
	const keys = path.split(".");
	const last = keys.pop() ?? "";
	const owner = keys.reduce<unknown>((at, key) => Object(at)[key], file);
	Object(owner)[last] = value;
	return JSON.stringify(file);
}

suite("the file of a run", () => {
	const states: readonly RunState[] = [
		storedRun().run.state,
		{ kind: "stopped" },
		{ kind: "failed", reason: "crashed", message: "The engine ended." },
		{ kind: "done", result: { kind: "text" } },
		{ kind: "done", result: { kind: "unchanged" } },
		{ kind: "done", result: { kind: "newFile", name: "cart.test.ts", languageId: "typescript", text: "test();" } },
		{ kind: "done", result: { kind: "refused", reason: "omission", message: "It leaves code out." } },
	];
	for (const state of states) {
		const name = state.kind === "done" ? `done, ${state.result.kind}` : state.kind;
		test(`gives the run back as it was: ${name}`, () => {
			const stored: StoredRun = { ...storedRun({ state }), notice: "Shown as a diff." };
			assert.deepEqual(parseRun(serializeRun(stored)), { kind: "run", stored });
		});
	}

	test("may tell of no decision and of no limit", () => {
		const stored = { ...storedRun({ budget: null, origin: { kind: "start" } }), decisions: null };
		assert.deepEqual(parseRun(serializeRun(stored)), { kind: "run", stored });
	});

	test("of a completion has its cursor", () => {
		const stored = storedRun({ action: "complete", cursor: { line: 12, character: 2 } });
		assert.deepEqual(parseRun(serializeRun(stored)), { kind: "run", stored });
	});

	for (const [what, run] of [
		["a completion has no cursor", storedRun({ action: "complete" })],
		["a completion has its cursor elsewhere", storedRun({ action: "complete", cursor: { line: 14, character: 0 } })],
		["another run has a cursor", storedRun({ cursor: { line: 12, character: 2 } })],
	] as const) {
		test(`is damaged where ${what}`, () => assert.equal(parseRun(serializeRun(run)).kind, "damaged"));
	}

	test("that was cut off anywhere is damaged", () => {
		const text = serializeRun(storedRun());
		for (let length = 0; length < text.length; length++) {
			assert.equal(parseRun(text.slice(0, length)).kind, "damaged", `after ${length} characters`);
		}
	});

	test("of another version is neither read nor damaged", () => {
		for (const version of [0, 2]) {
			assert.deepEqual(parseRun(JSON.stringify({ version, run: {} })), { kind: "otherVersion" });
		}
	});

	for (const text of ["", "null", "[]", '"run"', "{}", '{"version":1}', '{"version":"1","run":{}}', "\0\0\0\0"]) {
		test(`is damaged where it holds ${JSON.stringify(text)}`, () => assert.equal(parseRun(text).kind, "damaged"));
	}

	for (const [path, value] of [
		["run.id", "../../settings"],
		["run.root", 7],
		["run.origin", { kind: "resumed", run: "a" }],
		["run.origin.kind", "toString"],
		["run.date", "yesterday"],
		["run.action", "format"],
		["run.effort", "constructor"],
		["run.budget", -1],
		["run.uri", "cart.ts"],
		["run.range.start.line", -1],
		["run.range.end", null],
		["run.cursor", { line: 12 }],
		["run.state", { kind: "thinking" }],
		["run.state", { kind: "done" }],
		["run.state.result.hunks.0.newLines", [1]],
		["run.state.result.links.1.kind", "guessed"],
		["run.state.result.edit.range", {}],
		["run.steps", {}],
		["run.steps.0.text", null],
		["run.steps.1.kind", "ponder"],
		["run.steps.1.lines", [0.5]],
		["run.interventions.0.kind", "shouted"],
		["run.stats.totalTime", null],
		["run.stats", undefined],
		["decisions", ["accepted", "perhaps"]],
		["notice", undefined],
	] as const) {
		test(`is damaged with ${path} ${JSON.stringify(value)}`, () => {
			assert.equal(parseRun(damaged(path, value)).kind, "damaged");
		});
	}
});

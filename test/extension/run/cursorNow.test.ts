import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { cursorNow } from "../../../extension/run/cursorNow";
import { snapshotOf } from "../../support/snapshot";

/** The lines with `│` where the cursor of a completion is now, which was at `│` before. */
function now(before: string, after: string): string | undefined {
	const start = before.slice(0, before.indexOf("│")).split("\n");
	const cursor = { line: 7 + start.length - 1, character: start.at(-1)?.length ?? 0 };
	const range = { start: { line: 7, character: 0 }, end: { line: 9, character: 0 } };
	const lines = after.split("\n");
	const found = cursorNow(snapshotOf({ action: "complete", code: before.replace("│", ""), range, cursor }), lines);
	if (!found) return undefined;
	const line = lines[found.line] ?? "";
	return lines.with(found.line, `${line.slice(0, found.character)}│${line.slice(found.character)}`).join("\n");
}

suite("the cursor of a completion that runs again", () => {
	for (const [name, before, expected] of [
		["is where it was", "f() {\n  return │;\n}", "f() {\n  return │;\n}"],
		["is before what was put in", "f() {\n  return │;\n}", "f() {\n  return │total;\n}"],
		["moves with lines that came above", "f() {\n  return │;\n}", "f() {\n  a();\n  return │;\n}"],
		["moves with lines that went above", "f() {\n  a();\n  return │;\n}", "f() {\n  return │;\n}"],
		["stays where lines came below", "f() {\n  return │;\n}", "f() {\n  return │;\n  a();\n}"],
	] as const) {
		test(name, () => assert.equal(now(before, expected.replace("│", "")), expected));
	}

	test("is nowhere where its line begins otherwise", () => {
		assert.equal(now("f() {\n  return │;\n}", "f() {\n  throw x;\n}"), undefined);
	});

	test("is nowhere in a run that has none", () => {
		assert.equal(cursorNow(snapshotOf({ code: "a" }), ["a"]), undefined);
	});
});

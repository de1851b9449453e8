import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import { conceptsIn } from "../../../server/reasoning/concepts";

/** What prose calls by name, each with the syntax it may mean. */
const concepts = (prose: string) =>
	conceptsIn(prose).map(({ text, sequences }) => `${text}: ${sequences.map((it) => it.join(" ")).join(", ")}`);

suite("syntax that prose calls by name", () => {
	for (const [prose, expected] of [
		["So a template literal reads better.", ["template literal: $ {, f \", f '"]],
		["An f-string would do.", ["f-string: f \", f '"]],
		["That is an assignment.", ["assignment: ="]],
		["It must be less than the length.", ["less than: <"]],
		["It must be less than or equal to it.", ["less than or equal: <="]],
		["Strict equality is meant.", ["Strict equality: ==="]],
		["It lacks a null check.", ["null check: null, undefined, ?., ??, None, nil"]],
		["It throws.", ["throws: throw, raise"]],
		["An off-by-one error", ["off-by-one: <=, <, >=, >, + 1, - 1", "error: throw, raise"]],
		["It is reassigned and listed, and looped.", []],
		["Nothing here.", []],
	] as const) {
		test(prose, () => deepEqual(concepts(prose).sort(), [...expected].sort()));
	}
});

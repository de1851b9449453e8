import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Hunk } from "../../../server/protocol/run";
import { nearestStep } from "../../../server/reasoning/nearestStep";
import { stepOf } from "../../support/snapshot";

/** The step that is nearest to a hunk which inserts `code`, and the words they share. */
function nearest(code: string, texts: readonly string[]): [number, ...string[]] | undefined {
	const hunk: Hunk = { index: 3, oldStart: 0, oldLines: [], newStart: 0, newLines: code.split("\n") };
	const steps = texts.map((text, index) => stepOf({ index, kind: "inspect", text }));
	const [link, ...more] = nearestStep(hunk, steps);
	deepEqual(more, []);
	if (!link) return undefined;
	deepEqual([link.hunk, link.kind], [3, "inferred"]);
	return [link.step, ...link.ties.map(({ inStep, inCode }) => (inStep === inCode ? inStep : `${inStep} ↔ ${inCode}`))];
}

suite("the nearest step", () => {
	for (const [name, code, texts, expected] of [
		[
			"shares words with the hunk",
			"logger.write(users)",
			["It is slow.", "The users come first.", "Done."],
			[1, "users"],
		],
		["shares parts of identifiers", "fetchAllUsers()", ["Now fetch them.", "It is done."], [0, "fetch"]],
		["shares plurals", "const price = 1", ["All prices matter.", "It is done."], [0, "prices ↔ price"]],
		[
			"shares what few steps have",
			"total(price)",
			["The total.", "The total.", "The total price.", "The total."],
			[2, "total", "price"],
		],
		["is the last one where several are alike", "total", ["The total.", "A total."], [1, "total"]],
		["is the last one where none is like it", "zzz", ["One.", "Two."], [1]],
		["does not share what all prose has", "for this and that", ["That is for this and that.", "Two."], [1]],
	] as const) {
		test(name, () => deepEqual(nearest(code, texts), expected));
	}

	test("is none without a thought", () => deepEqual(nearest("a", []), undefined));
});

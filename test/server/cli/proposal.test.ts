import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { formatProposal } from "../../../server/cli/proposal";
import { makeHunks } from "../../../server/edit/hunks";
import type { Link } from "../../../server/protocol/run";

function format(before: readonly string[], after: readonly string[], links: readonly Omit<Link, "hunk">[]): string[] {
	const hunks = makeHunks(before.join("\n"), after.join("\n"), 0);
	const linked = links.map((link) => ({ hunk: 0, ...link }));
	return formatProposal({ path: "a.ts", lines: before, hunks, links: linked }, (_, text) => text).split("\n");
}

const before = ["one", "two", "three", "four", "five"];
const after = ["one", "two", "3", "four", "five"];

suite("proposal", () => {
	test("shows a hunk among its neighbours, with the step that cites it", () => {
		assert.deepEqual(
			format(before, after, [{ step: 1, kind: "cited", strength: 0.9, ties: [{ inStep: "<=", inCode: "<=" }] }]),
			["a.ts:3", "  one", "  two", "- three", "+ 3", "  four", "  five", "  why: step 2, it names `<=`", ""],
		);
	});

	const why = (links: readonly Omit<Link, "hunk">[]) => format(before, after, links).find((line) => /why/.test(line));

	test("says when a step is only the nearest", () => {
		assert.equal(
			why([{ step: 0, kind: "inferred", strength: 0.2, ties: [] }]),
			"  why: step 1, the nearest by content",
		);
	});

	test("says whose line numbers they are, where a step names nothing else", () => {
		assert.equal(
			why([{ step: 1, kind: "cited", strength: 0.5, ties: [{ inStep: "line 3", inCode: "" }] }]),
			"  why: step 2, it names line 3 of the code it was shown",
		);
	});

	test("shows both where a step and the code say the same in other words", () => {
		assert.equal(
			why([{ step: 0, kind: "cited", strength: 0.3, ties: [{ inStep: "off-by-one", inCode: "<=" }] }]),
			"  why: step 1, it names off-by-one (`<=`)",
		);
	});

	test("puts the strongest step first", () => {
		assert.equal(
			why([
				{ step: 0, kind: "cited", strength: 0.3, ties: [{ inStep: "a", inCode: "a" }] },
				{ step: 4, kind: "cited", strength: 0.8, ties: [{ inStep: "b", inCode: "b" }] },
			]),
			"  why: step 5, it names `b`; step 1, it names `a`",
		);
	});

	test("says when no step speaks of a hunk", () => {
		assert.equal(why([]), "  why: no step speaks of it");
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { whysOf } from "../../../extension/proposal/why";
import type { Link } from "../../../server/protocol/run";
import { stepOf } from "../../support/snapshot";

const ties = [{ inStep: "off-by-one", inCode: "<=" }];

function whys(...links: Omit<Link, "hunk" | "ties">[]): string[] {
	const steps = ["first", "second", "third"].map((text, index) => stepOf({ index, text }));
	const found = whysOf(
		0,
		[{ hunk: 1, step: 0, kind: "cited", strength: 1, ties }, ...links.map((link) => ({ ...link, hunk: 0, ties }))],
		steps,
	);
	return found.map(({ title, text, telling }) => [`${title}: ${text}`, ...telling].join(", "));
}

suite("Why a hunk is there", () => {
	test("is told by its steps, the strongest first, with what names the change", () => {
		const weak = { step: 0, kind: "cited", strength: 0.2 } as const;
		assert.deepEqual(whys(weak, { step: 1, kind: "cited", strength: 0.8 }), [
			"step 2: second, off-by-one",
			"step 1: first, off-by-one",
		]);
	});

	test("is rather told by what a step cites than by a guess", () => {
		const guess = { step: 0, kind: "inferred", strength: 1 } as const;
		assert.match(whys(guess, { step: 2, kind: "cited", strength: 0.1 })[0] ?? "", /^step 3: third/);
	});

	test("says when it is a guess, of which nothing names the change", () => {
		assert.deepEqual(whys({ step: 0, kind: "inferred", strength: 0.4 }), ["step 1 (inferred): first"]);
	});

	test("is not told without a link", () => {
		assert.deepEqual(whys(), []);
	});
});

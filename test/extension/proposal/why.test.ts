import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { whyOf } from "../../../extension/proposal/why";
import type { Link } from "../../../server/protocol/run";
import { stepOf } from "../../support/snapshot";

function why(...links: Omit<Link, "hunk" | "words">[]): string | undefined {
	const steps = ["first", "second", "third"].map((text, index) => stepOf({ index, text }));
	const found = whyOf(
		0,
		links.map((link) => ({ ...link, hunk: 0, words: [] })),
		steps,
	);
	return found && `${found.title}: ${found.text}`;
}

suite("Why a hunk is there", () => {
	test("is told by the strongest link", () => {
		const weak = { step: 0, kind: "cited", strength: 0.2 } as const;
		assert.equal(why(weak, { step: 1, kind: "cited", strength: 0.8 }), "Why: step 2: second");
	});

	test("is rather told by what a step cites than by a guess", () => {
		const guess = { step: 0, kind: "inferred", strength: 1 } as const;
		assert.equal(why(guess, { step: 2, kind: "cited", strength: 0.1 }), "Why: step 3: third");
	});

	test("says when it is a guess", () => {
		assert.equal(why({ step: 0, kind: "inferred", strength: 0.4 }), "Why: step 1 (inferred): first");
	});

	test("is not told without a link", () => {
		assert.equal(why(), undefined);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { historyEntries } from "../../../extension/history/entries";
import type { RunSnapshot } from "../../../server/protocol/run";
import { snapshotOf, stepOf } from "../../support/snapshot";

const stopped = { kind: "stopped" } as const;
const plain = () => ({ text: "stopped", tone: "plain" }) as const;

function find(query: string, ...runs: readonly Partial<RunSnapshot>[]) {
	return historyEntries(
		runs.map((run) => snapshotOf({ state: stopped, ...run })),
		query,
		plain,
	);
}

const cart: Partial<RunSnapshot> = {
	id: "cart",
	date: 1,
	uri: "file:///shop/src/my%20cart.ts",
	range: { start: { line: 11, character: 0 }, end: { line: 17, character: 1 } },
	instruction: "Mind empty carts.",
	code: "const Total = prices.length;",
	model: "R1 Qwen",
	steps: [stepOf({ text: "It adds up.\nThe loop runs one step too far, so the sum is not a number." })],
	answer: "Fixed the off-by-one.",
};

suite("the entries of the history", () => {
	test("say what a run was about", () => {
		assert.deepEqual(find("", cart), [
			{
				id: "cart",
				root: "cart",
				date: 1,
				action: "fix",
				where: "my cart.ts:12–18",
				path: "/shop/src/my cart.ts",
				instruction: "Mind empty carts.",
				outcome: plain(),
				model: "R1 Qwen",
				tokensPerSecond: 0,
				branches: 1,
				isActive: false,
				excerpt: "",
			},
		]);
	});

	test("name a single line once", () => assert.equal(find("", { uri: "file:///cart.ts" })[0]?.where, "cart.ts:1"));

	test("stand newest first, and of a family only the newest run", () => {
		const found = find(
			"",
			{ id: "a", date: 1 },
			{ id: "b", date: 2 },
			{ id: "a2", root: "a", date: 3, state: { kind: "thinking" } },
		);
		assert.deepEqual(
			found.map(({ id, branches, isActive }) => [id, branches, isActive]),
			[
				["a2", 2, true],
				["b", 1, false],
			],
		);
	});

	test("are of a family the run that was found", () => {
		const found = find("zebra", { id: "a", date: 1, answer: "A zebra." }, { id: "a2", root: "a", date: 3 });
		assert.deepEqual(
			found.map(({ id, branches }) => [id, branches]),
			[["a", 2]],
		);
	});

	for (const query of ["MY CART", "fix", "empty mind", "too far loop", "off-by-one", "total", "qwen sum", "  "]) {
		test(`are found by ${JSON.stringify(query)}`, () => assert.equal(find(query, cart).length, 1));
	}

	for (const query of ["zebra", "cart zebra", "explain"]) {
		test(`are not found by ${JSON.stringify(query)}`, () => assert.deepEqual(find(query, cart), []));
	}

	test("show where a word was found that the entry does not show", () => {
		assert.equal(find("cart FAR", cart)[0]?.excerpt, "…p. The loop runs one step too far, so the sum is not a number.");
		assert.equal(find("off", cart)[0]?.excerpt, "Fixed the off-by-one.");
		assert.equal(find("cart", cart)[0]?.excerpt, "");
	});
});

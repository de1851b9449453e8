import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { runTitle } from "../../../extension/view/runTitle";
import { snapshotOf } from "../../support/snapshot";

function titleOf(uri: string, first: number, last: number) {
	const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
	return runTitle(snapshotOf({ uri, range, state: { kind: "stopped" } }));
}

suite("a run in the list", () => {
	test("names its file and lines", () => assert.equal(titleOf("file:///a/cart.ts", 11, 17).where, "cart.ts:12–18"));
	test("names a single line once", () => assert.equal(titleOf("file:///cart.ts", 0, 0).where, "cart.ts:1"));
	test("shows the name as it is on the disk", () => assert.equal(titleOf("file:///a%20b.ts", 0, 0).where, "a b.ts:1"));
	test("is not active after its end", () => assert.equal(titleOf("file:///a.ts", 0, 0).isActive, false));
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type CursorPlace, isElsewhere } from "../../../extension/completion/cursor";

const before: CursorPlace = { uri: "file:///a.ts", version: 3, line: 7 };

function moved(to: Partial<CursorPlace>): boolean {
	return isElsewhere(before, { ...before, ...to });
}

suite("the cursor", () => {
	test("is elsewhere on another line or in another document", () => {
		assert.equal(moved({ line: 8 }), true);
		assert.equal(moved({ uri: "file:///b.ts" }), true);
		assert.equal(isElsewhere(undefined, before), true);
	});

	test("is not elsewhere on the same line", () => {
		assert.equal(moved({}), false);
	});

	test("is not elsewhere when a line is typed to its end", () => {
		assert.equal(moved({ version: 4 }), false);
		assert.equal(moved({ version: 4, line: 8 }), false);
	});
});

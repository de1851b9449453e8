import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { actionEntries } from "../../../extension/actions";
import { budgetText } from "../../../extension/view/effortText";

suite("an effort", () => {
	const budgets = { brief: 256, normal: 1024, deep: 4096, "explain.brief": 128, "edit.brief": 300, "fix.normal": 1024 };

	test("says how many tokens it has", () => {
		assert.equal(budgetText(budgets, "deep", actionEntries), "4,096 tokens");
	});

	test("names the actions that have another budget", () => {
		assert.equal(budgetText(budgets, "brief", actionEntries), "256 tokens · Explain 128 · Edit 300");
		assert.equal(budgetText(budgets, "normal", actionEntries), "1,024 tokens");
	});

	test("without a budget says so in words", () => {
		assert.match(budgetText(budgets, "none", actionEntries), /at once/);
		assert.match(budgetText(budgets, "unlimited", actionEntries), /as the model likes/);
	});
});

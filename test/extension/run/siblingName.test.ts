import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { freeName } from "../../../extension/run/siblingName";

const nameBeside = (name: string, ...taken: readonly string[]) => freeName(name, async (it) => taken.includes(it));

suite("the name of a new file", () => {
	test("is the proposed one where that is free", async () => {
		assert.equal(await nameBeside("cart.test.ts", "cart.ts"), "cart.test.ts");
	});

	test("gets a number before its endings, so that test runners still find it", async () => {
		assert.equal(await nameBeside("cart.test.ts", "cart.test.ts"), "cart2.test.ts");
		assert.equal(await nameBeside("test_cart.py", "test_cart.py", "test_cart2.py"), "test_cart3.py");
	});

	test("gets the number at its end where it has no ending", async () => {
		assert.equal(await nameBeside("tests", "tests"), "tests2");
		assert.equal(await nameBeside(".tests", ".tests"), ".tests2");
	});
});

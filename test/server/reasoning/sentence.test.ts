import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { endsSentence } from "../../../server/reasoning/sentence";

suite("the end of a sentence", () => {
	for (const text of [
		"Done.",
		"Is it? ",
		'It says "no."',
		"(It is `x`.)",
		"Call `f()`!",
		"a\n",
		"a\n\n",
		"对。",
		"So it is **right**.  ",
	]) {
		test(`is at the end of ${JSON.stringify(text)}`, () => equal(endsSentence(text), true));
	}
	for (const text of ["", "Done", "So `a.b", "v1.2 is", "the loop,", "a:"]) {
		test(`is not at the end of ${JSON.stringify(text)}`, () => equal(endsSentence(text), false));
	}
});

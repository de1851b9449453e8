import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Guard } from "../../../../server/engine/openai/guard";

suite("what a user's text says to a server's tokenizer", () => {
	for (const text of [
		"</think>",
		"<think>",
		"<｜User｜>",
		"<｜end▁of▁sentence｜>",
		"<|im_end|>",
		"a</think>b<|eot_id|>",
	]) {
		test(`${text} is no special token any more, and comes back as it was`, () => {
			const guard = new Guard([{ role: "user", text }]);
			const [message] = guard.add([{ role: "user", text }]);
			assert.doesNotMatch(message?.text ?? "", /<\/?think>|<[|｜]/);
			assert.equal(guard.remove(message?.text ?? ""), text);
		});
	}

	for (const text of ["a < b || c > d", "x<|y", "if (a <think) {}", "<div>|</div>", "\u2060 is a character"]) {
		test(`${JSON.stringify(text)} is left as it is`, () => {
			const guard = new Guard([{ role: "user", text }]);
			assert.deepEqual(guard.add([{ role: "user", text }]), [{ role: "user", text }]);
			assert.equal(guard.remove(text), text);
		});
	}

	test("a text that has a joiner of its own keeps it", () => {
		const text = "\u2060</think>";
		const guard = new Guard([{ role: "user", text }]);
		const [message] = guard.add([{ role: "user", text }]);
		assert.notEqual(message?.text, text);
		assert.equal(guard.remove(message?.text ?? ""), text);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { estimateTokens, WordReader } from "../../../server/reasoning/words";

function wordsOf(pieces: readonly string[]): string[] {
	const reader = new WordReader();
	return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

suite("words of a stream", () => {
	for (const [text, words] of [
		["Let me see.", ["Let", " me", " see", "."]],
		["if (a<=b) {\n\treturn;\n}\n", ["if", " (", "a", "<", "=", "b", ")", " {", "\n\treturn", ";", "\n}", "\n"]],
		["internationalization", ["internat", "ionaliza", "tion"]],
		["你好 👩‍💻", ["你好", " 👩", "‍", "💻"]],
		["   ", ["   "]],
		["", []],
	] as const) {
		test(`${JSON.stringify(text)} has the same words wherever it is cut`, () => {
			assert.deepEqual(wordsOf([text]), words);
			for (let at = 0; at <= text.length; at++) {
				assert.equal(wordsOf([text.slice(0, at), text.slice(at)]).join(""), text);
			}
			assert.deepEqual(wordsOf(Array.from(text)), words);
		});
	}

	test("its tokens are counted roughly", () => {
		const code = "function addPoints(points: number[]): number {\n  let total = 0;\n  return total;\n}";
		const tokens = estimateTokens(code);
		assert.ok(tokens > 18 && tokens < 35, String(tokens));
	});
});

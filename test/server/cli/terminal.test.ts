import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { createPaint, printable, Wrapper } from "../../../server/cli/terminal";

function wrap(text: string, width: number, indentation: number, chunk = text.length): string {
	const wrapper = new Wrapper(width, indentation);
	let written = "";
	for (let start = 0; start < text.length; start += chunk) written += wrapper.push(text.slice(start, start + chunk));
	return written + wrapper.end();
}

suite("wrapping", () => {
	test("breaks between words and indents what follows", () => {
		assert.equal(wrap("one two three four", 10, 2), "one two\n  three\n  four");
	});

	test("keeps line breaks and the spaces behind them", () => {
		assert.equal(wrap("a\n  b", 20, 2), "a\n    b");
	});

	test("does not break a word that is longer than the line", () => {
		assert.equal(wrap("abcdefghijkl m", 6, 2), "abcdefghijkl\n  m");
	});

	test("gives the same text however the stream is cut", () => {
		const text = "The loop on line 3 runs `i <= prices.length`,\nwhich is  one step too far.";
		for (let chunk = 1; chunk < text.length; chunk++) assert.equal(wrap(text, 24, 4, chunk), wrap(text, 24, 4));
	});
});

suite("colours", () => {
	const red = (isTTY: boolean, env: NodeJS.ProcessEnv) => createPaint({ isTTY }, env)("red", "x");

	test("are for terminals only", () => {
		assert.equal(red(true, {}), "\x1b[31mx\x1b[39m");
		assert.equal(red(false, {}), "x");
	});

	test("can be turned off", () => {
		assert.equal(red(true, { NO_COLOR: "1" }), "x");
		assert.equal(red(true, { NO_COLOR: "" }), "\x1b[31mx\x1b[39m");
		assert.equal(red(true, { TERM: "dumb" }), "x");
	});
});

test("what a model writes cannot command the terminal", () => {
	assert.equal(printable("a\x1b[2Jb\r\x07\x9bc\n\td"), "a\uFFFD[2Jb\uFFFD\uFFFD\uFFFDc\n\td");
});

import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import { bracketDepths } from "../../../server/edit/brackets";

suite("open brackets after each line", () => {
	for (const [text, expected] of [
		["f(a, [b]) {\n  g();\n}", [1, 1, 0]],
		["}\n{", [-1, 0]],
		["a(\"(\");\nb(')');\nc(`[`);", [0, 0, 0]],
		['a("\\"(");', [0]],
		["a(); // (see {\nb(", [0, 1]],
		["# (a comment\nf(", [0, 1]],
		["a /* { */ }", [-1]],
		["it's (here)", [0]],
		["", [0]],
	] as const) {
		test(JSON.stringify(text), () => deepEqual(bracketDepths(text.split("\n")), expected));
	}
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { occurrences } from "../../media/reasoning/occurrences";

/** The text with each place of `part` in brackets. */
function mark(part: string, text: string): string {
	return occurrences(part, text)
		.toReversed()
		.reduce((it, { from, to }) => `${it.slice(0, from)}[${it.slice(from, to)}]${it.slice(to)}`, text);
}

suite("what ties a step and a hunk is found", () => {
	for (const [name, part, text, expected] of [
		["in every place", "total", "total += total", "[total] += [total]"],
		["as a whole word", "total", "totals, subtotal, $total, total.", "totals, subtotal, $total, [total]."],
		["as a whole operator", "<", "i < n, i <= n, a<b", "i [<] n, i <= n, a[<]b"],
		["with spaces and signs in it", "i <= n", "(i <= n)", "([i <= n])"],
		["beside brackets", "f(x)", "f(x);g(f(x))", "[f(x)];g([f(x)])"],
		["after a place where it is only a part", "=", "a == b = c", "a == b [=] c"],
		["nowhere, where it is empty", "", "text", "text"],
	] as const) {
		test(name, () => assert.equal(mark(part, text), expected));
	}
});

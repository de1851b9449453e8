import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import { rebaseRange } from "../../../server/edit/rebase";

/** The first and last line of the range after the change, for lines `first` to `last` of the text before. */
function rebase(before: string, after: string, first: number, last: number): [number, number] | undefined {
	const range = rebaseRange(before, after, {
		start: { line: first, character: 0 },
		end: { line: last, character: 1 },
	});
	if (range) deepEqual([range.start.character, range.end.character], [0, 1]);
	return range && [range.start.line, range.end.line];
}

suite("the lines of a range", () => {
	for (const [name, before, after, lines, expected] of [
		["stay where nothing changed", "a\nb\nc", "a\nb\nc", [1, 1], [1, 1]],
		["stay when something below changes", "a\nb\nc", "a\nb\nC\nd", [0, 1], [0, 1]],
		["move down with an insertion above", "a\nb\nc", "x\ny\na\nb\nc", [1, 2], [3, 4]],
		["move up with a removal above", "a\nb\nc\nd", "c\nd", [2, 3], [0, 1]],
		["stay with an insertion right below", "a\nb\nc", "a\nb\nx\nc", [0, 1], [0, 1]],
		["move with an insertion right above", "a\nb\nc", "a\nx\nb\nc", [1, 2], [2, 3]],
		["move between changes above and below", "a\nb\nc\nd\ne", "A\nA\nb\nc\nd\nE", [2, 2], [3, 3]],
		["move when their first line is copied above", "x\na\nb\ny", "x\na\na\nb\ny", [1, 2], [2, 3]],
		["stay when their last line is copied below", "x\na\nb\ny", "x\na\nb\nb\ny", [1, 2], [1, 2]],
		["are lost when one is changed", "a\nb\nc", "a\nB\nc", [0, 2], undefined],
		["are lost when one is removed", "a\nb\nc", "a\nc", [0, 2], undefined],
		["are lost when another comes between", "a\nb\nc", "a\nx\nb\nc", [0, 2], undefined],
		["are lost when a blank line comes between", "a\nb", "a\n\nb", [0, 1], undefined],
		["are lost when all is gone", "a\nb", "", [0, 1], undefined],
		["are lost when their indentation changes", "a\nb", "a\n b", [1, 1], undefined],
		[
			"do not take a copy elsewhere for themselves",
			"p\na\nb\nq\nr\na\nb\ns",
			"P\nA\nb\nq\nr\na\nb\nS",
			[1, 2],
			undefined,
		],
		["are the same under other line endings", "a\r\nb\r\nc", "x\na\nb\nc", [1, 2], [2, 3]],
		["are lost when they are not in the text", "a", "a", [0, 3], undefined],
	] as const) {
		test(name, () => deepEqual(rebase(before, after, lines[0], lines[1]), expected));
	}

	test("are found in a file of very many lines with changes at both ends", () => {
		const lines = Array.from({ length: 200_000 }, (_, at) => `line ${at}`);
		const after = ["first", ...lines.slice(0, -1), "last"];
		deepEqual(rebase(lines.join("\n"), after.join("\n"), 1000, 1100), [1001, 1101]);
	});

	test("count as lost when everything around was rewritten", () => {
		const text = (name: string) =>
			[...Array.from({ length: 5000 }, (_, at) => `${name}${at}`), "same", `${name}`].join("\n");
		deepEqual(rebase(text("a"), text("b"), 5000, 5000), undefined);
	});
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { replaceLines } from "../../../extension/proposal/edits";
import { type ContentChange, splitLines } from "../../../extension/proposal/lineSplice";
import { isPending, type MarkedHunk, type MarkedText, reject } from "../../../extension/proposal/markedText";
import { follow } from "../../../extension/proposal/track";
import { between, randomNumbers } from "../../support/random";
import { changedText } from "./randomText";

/**
 * A text whose hunks are drawn: "+ " begins a line that a hunk put there, "- " one that it took away. Hunks are apart
 * by a line with neither.
 */
function marked(drawing: string): MarkedText {
	const lines: string[] = [];
	const hunks: MarkedHunk[] = [];
	let open: { start: number; oldLines: string[] } | undefined;
	const close = () => {
		if (open) {
			hunks.push({ run: "run", index: hunks.length, decision: "pending", ...open, end: lines.length });
		}
		open = undefined;
	};
	for (const line of drawing.split("\n")) {
		if (!/^[+-] /.test(line)) {
			close();
			lines.push(line);
			continue;
		}
		open ??= { start: lines.length, oldLines: [] };
		(line.startsWith("+") ? lines : open.oldLines).push(line.slice(2));
	}
	close();
	return { lines, hunks };
}

/** The drawing back from the text; a hunk that is not pending is told after it. */
function drawn(text: MarkedText): string {
	const pending = text.hunks.filter(isPending);
	const drawing = pending.reduceRight<readonly string[]>(
		(lines, { start, end, oldLines }) =>
			replaceLines(lines, [
				{
					start,
					end,
					lines: [...oldLines.map((line) => `- ${line}`), ...lines.slice(start, end).map((line) => `+ ${line}`)],
				},
			]),
		text.lines,
	);
	const rest = text.hunks.filter((hunk) => !isPending(hunk)).map((hunk) => `(${hunk.index} ${hunk.decision})`);
	return [...drawing, ...rest].join("\n");
}

function change(from: [line: number, character: number], to: [number, number], text: string): ContentChange {
	return {
		range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
		text,
	};
}

function followed(drawing: string, ...changes: ContentChange[]): string {
	return drawn(follow(marked(drawing), changes));
}

const oneLine = "a\n- old\n+ new\nb";

suite("A hunk follows the user's typing", () => {
	const cases: [name: string, before: string, changes: ContentChange[], after: string][] = [
		["down when lines are inserted above", oneLine, [change([0, 0], [0, 0], "x\ny\n")], "x\ny\na\n- old\n+ new\nb"],
		["up when lines above are removed", `z\n${oneLine}`, [change([0, 0], [1, 0], "")], oneLine],
		["staying for changes below", oneLine, [change([2, 1], [2, 1], "c\nd")], "a\n- old\n+ new\nbc\nd"],
		["past Enter at the end of the line above", oneLine, [change([0, 1], [0, 1], "\n")], "a\n\n- old\n+ new\nb"],
		["past Enter at its start", oneLine, [change([1, 0], [1, 0], "\n")], "a\n\n- old\n+ new\nb"],
		["without Enter at its end", oneLine, [change([1, 3], [1, 3], "\n")], "a\n- old\n+ new\n\nb"],
		["into Enter in the middle of its line", oneLine, [change([1, 1], [1, 1], "\n")], "a\n- old\n+ n\n+ ew\nb"],
		["taking in what is typed inside", oneLine, [change([1, 3], [1, 3], "er")], "a\n- old\n+ newer\nb"],
		[
			"taking in a line between its lines",
			"a\n+ x\n+ y\nb",
			[change([1, 1], [1, 1], "\nmiddle")],
			"a\n+ x\n+ middle\n+ y\nb",
		],
		["losing a line of its own", "a\n+ x\n+ y\nb", [change([1, 0], [2, 0], "")], "a\n+ y\nb"],
		["through a rewrite of its line", oneLine, [change([1, 0], [1, 3], "else")], "a\n- old\n+ else\nb"],
		["keeping what a removal across its end leaves", "a\n+ x\n+ y\nb\nc", [change([2, 0], [4, 0], "")], "a\n+ x\nc"],
		[
			"keeping what a removal across its start leaves",
			"a\nb\n- old\n+ x\n+ y\nc",
			[change([1, 0], [3, 0], "")],
			"a\n- old\n+ y\nc",
		],
		["where it only removes lines", "a\n- old\nb", [change([0, 1], [0, 1], "\nx")], "a\nx\n- old\nb"],
		["where it removed the last lines", "a\nb\n- old", [change([0, 0], [1, 0], "")], "b\n- old"],
		[
			"through several changes at once",
			"a\n+ x\nb\nc\n+ y\nd",
			[change([4, 0], [4, 0], "2"), change([2, 0], [3, 0], ""), change([0, 0], [0, 0], "0\n")],
			"0\na\n+ x\nc\n+ 2y\nd",
		],
		[
			"through a text that is replaced whole by a formatter",
			"f(){\n- old\n+ x\n}\n- y",
			[change([0, 0], [2, 1], "f() {\n\tx\n}")],
			"f() {\n- old\n+ \tx\n}\n- y",
		],
		[
			"through a whole replacement that adds lines",
			"a\n- old\n+ x\n+ y\nb",
			[change([0, 0], [3, 1], "0\na\nx\n\ny\nb\n")],
			"0\na\n- old\n+ x\n+ \n+ y\nb\n",
		],
		["through a change of all line endings", oneLine, [change([0, 0], [2, 1], "a\r\nnew\r\nb")], oneLine],
		["above equal lines that are copied up", "a\n+ x\nb", [change([1, 0], [1, 0], "x\n")], "a\nx\n+ x\nb"],
		["below equal lines that are copied down", "a\n+ x\nb", [change([1, 1], [1, 1], "\nx")], "a\n+ x\nx\nb"],
	];
	for (const [name, before, changes, after] of cases) {
		test(name, () => assert.equal(followed(before, ...changes), after));
	}
});

suite("A hunk is gone", () => {
	const cases: [name: string, before: string, changes: ContentChange[], after: string][] = [
		["when its lines are removed", oneLine, [change([1, 0], [2, 0], "")], "a\nb\n(0 gone)"],
		["when its old lines are back", oneLine, [change([1, 0], [1, 3], "old")], "a\nold\nb\n(0 gone)"],
		["when what it inserted is undone", "a\n+ x\n+ y\nb", [change([0, 1], [2, 1], "")], "a\nb\n(0 gone)"],
		["when what it removed is undone", "a\n- old\nb", [change([1, 0], [1, 0], "old\n")], "a\nold\nb\n(0 gone)"],
		["when its end's removal is undone", "a\n- old", [change([0, 1], [0, 1], "\nold")], "a\nold\n(0 gone)"],
		["when a removal goes over both its ends", oneLine, [change([0, 0], [2, 1], "")], "\n(0 gone)"],
		["when its only line is joined to the one above", oneLine, [change([0, 1], [1, 0], "")], "anew\nb\n(0 gone)"],
		[
			"alone, where others are not touched",
			"a\n+ x\nb\n- y\n+ z\nc",
			[change([3, 0], [3, 1], "y")],
			"a\n+ x\nb\ny\nc\n(1 gone)",
		],
		[
			"in an undo of all hunks at once",
			"a\n- 1\n+ 2\nb\n+ 3\nc\n- 4\nd",
			[change([5, 0], [5, 0], "4\n"), change([3, 0], [4, 0], ""), change([1, 0], [1, 1], "1")],
			"a\n1\nb\nc\n4\nd\n(0 gone)\n(1 gone)\n(2 gone)",
		],
	];
	for (const [name, before, changes, after] of cases) {
		test(name, () => assert.equal(followed(before, ...changes), after));
	}
});

suite("For any edits", () => {
	// Every line begins as a word that is nowhere else and that no edit types: while it is there it has not been
	// touched, and must be on the side of the hunk where it was. A line is touched where a change begins or ends in it.
	test("lines that nobody touched stay in their hunk, or out of it", () => {
		for (let seed = 0; seed < 2000; seed++) {
			const random = randomNumbers(seed);
			const start = randomMarked(random);
			const home = homes(start);
			let text = start;
			let expected = start.lines.join("\n");
			for (let step = 0; step < 6; step++) {
				const next = randomChange(random, text.lines);
				expected = changedText(expected, next);
				text = follow(text, [next]);
				assert.equal(text.lines.join("\n"), expected, `seed ${seed}`);
				checkHomes(text, home, `seed ${seed}, step ${step}: ${JSON.stringify(next)}\n${drawn(text)}`);
				// A line that was typed over and then typed anew is another one.
				forget(home, text.lines);
			}
		}
	});

	test("rejecting what is left puts the old lines back and leaves untouched lines alone", () => {
		for (let seed = 0; seed < 1000; seed++) {
			const random = randomNumbers(seed);
			const start = randomMarked(random);
			const home = homes(start);
			const text = follow(start, [randomChange(random, start.lines)]);
			const rejected = reject(text, () => true).after;
			for (const line of text.lines.filter((it) => home.get(it) === "outside")) {
				assert.ok(rejected.lines.includes(line), `seed ${seed}: ${line}`);
			}
			for (const hunk of rejected.hunks.filter((it) => it.decision === "rejected")) {
				assert.deepEqual(rejected.lines.slice(hunk.start, hunk.end), hunk.oldLines, `seed ${seed}`);
			}
		}
	});
});

type Home = number | "outside";

function randomMarked(random: () => number): MarkedText {
	const drawing = Array.from({ length: between(random, 1, 12) }, (_, index) => {
		const sign = ["", "+ ", "- "][between(random, 0, 2)];
		return `${sign}line${100 + index}`;
	});
	return marked(drawing.some((line) => !line.startsWith("- ")) ? drawing.join("\n") : "line");
}

function homes({ lines, hunks }: MarkedText): Map<string, Home> {
	const hunkOf = (line: number) => hunks.find(({ start, end }) => start <= line && line < end)?.index ?? "outside";
	return new Map(lines.map((text, line) => [text, hunkOf(line)]));
}

function forget(home: Map<string, Home>, lines: readonly string[]): void {
	for (const line of home.keys()) {
		if (!lines.includes(line)) {
			home.delete(line);
		}
	}
}

function checkHomes(text: MarkedText, home: ReadonlyMap<string, Home>, message: string): void {
	for (const [line, now] of homes({ ...text, hunks: text.hunks.filter(isPending) })) {
		assert.ok((home.get(line) ?? now) === now, `${line} is in ${now}: ${message}`);
	}
}

function randomChange(random: () => number, lines: readonly string[]): ContentChange {
	const line = between(random, 0, lines.length - 1);
	const endLine = Math.min(lines.length - 1, line + between(random, 0, 3));
	const atEdge = (length: number) => {
		const places = [0, length, between(random, 0, length)];
		return places[between(random, 0, 2)] ?? 0;
	};
	const character = atEdge(lines[line]?.length ?? 0);
	const isInsertion = random() < 0.4;
	const endCharacter = atEdge(lines[endLine]?.length ?? 0);
	const to: [number, number] =
		isInsertion || (endLine === line && endCharacter < character) ? [line, character] : [endLine, endCharacter];
	const text = ["", "x", "\n", "x\n", "\nx", "x\ny\nz", "\tx\n\ty\n"][between(random, 0, 6)] ?? "";
	return change([line, character], to, text);
}

test("The judge of texts splits them as the editor does", () => {
	assert.deepEqual(splitLines("a\r\nb\rc\n"), ["a", "b", "c", ""]);
});

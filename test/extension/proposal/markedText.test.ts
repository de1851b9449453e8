import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { toTextReplacements } from "../../../extension/proposal/edits";
import { splitLines } from "../../../extension/proposal/lineSplice";
import {
	type Change,
	decide,
	hunkAt,
	hunksOf,
	isPending,
	lineOf,
	type MarkedText,
	nextHunk,
	originalLines,
	type Proposal,
	propose,
	reject,
} from "../../../extension/proposal/markedText";
import { makeHunks } from "../../../server/edit/hunks";
import { between, randomNumbers } from "../../support/random";
import { changedText } from "./randomText";

/** The text as proposed; the edit is that of the whole document. */
function proposed(text: MarkedText, newText: string, run = "run"): MarkedText {
	const change = propose(text, run, proposalOf(text, newText));
	assert.ok(change);
	return change.after;
}

function proposalOf({ lines }: MarkedText, newText: string): Proposal {
	const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
	const edit = { range: { start: { line: 0, character: 0 }, end }, newText };
	return { edit, hunks: makeHunks(lines.join("\n"), newText, 0) };
}

function unmarked(text: string): MarkedText {
	return { lines: splitLines(text), hunks: [] };
}

function decisions({ hunks }: MarkedText): string {
	return hunks.map(({ run, index, decision, start }) => `${run} ${index} ${decision} at ${start}`).join(", ");
}

suite("A proposal", () => {
	test("puts all its hunks into the text", () => {
		const text = proposed(unmarked("a\nb\nc\nd"), "A\nb\nx\ny\nc");
		assert.equal(text.lines.join("\n"), "A\nb\nx\ny\nc");
		assert.equal(decisions(text), "run 0 pending at 0, run 1 pending at 2, run 2 pending at 5");
	});

	test("is refused when the text is another one", () => {
		const proposal = proposalOf(unmarked("a\nb"), "a\nB");
		assert.equal(propose(unmarked("a\nx"), "run", proposal), undefined);
	});

	test("is refused when its hunks are not its edit", () => {
		const text = unmarked("a\nb");
		assert.equal(propose(text, "run", { ...proposalOf(text, "a\nB"), hunks: [] }), undefined);
	});

	test("takes over pending hunks of an earlier one that it overlaps, and keeps the others", () => {
		const text = proposed(proposed(unmarked("a\nb\nc\nd\ne"), "A\nb\nC\nd\ne", "one"), "0\nA\nb\nCC\nd\nE", "two");
		assert.equal(
			decisions(text),
			"two 0 pending at 0, one 0 pending at 1, one 1 replaced at 3, two 1 pending at 3, two 2 pending at 5",
		);
		assert.equal(originalLines(text).join("\n"), "a\nb\nc\nd\ne");
	});

	test("has hunks decided together that share lines of an earlier one", () => {
		const text = proposed(proposed(unmarked("a\nz"), "1\n2\n3\nz", "one"), "1!\n2\n3!\nz", "two");
		assert.equal(decisions(text), "one 0 replaced at 0, two 0 pending at 0");
		assert.equal(reject(text, hunksOf("two", 1)).after.lines.join("\n"), "a\nz");
	});

	test("that takes an earlier one back leaves nothing to decide on", () => {
		const text = proposed(proposed(unmarked("a\nb"), "A\nb", "one"), "a\nb", "two");
		assert.ok(!text.hunks.some(isPending));
	});

	test("on top of others gives back the very text when all is rejected, at once or in any order", () => {
		// A text that is empty in between cannot tell its one line from none.
		const framed = (random: () => number) => `x\n${randomText(random)}\ny`;
		for (let seed = 0; seed < 2000; seed++) {
			const random = randomNumbers(seed);
			const before = framed(random);
			let text = unmarked(before);
			for (const run of ["one", "two", "three"].slice(0, between(random, 2, 3))) {
				text = proposed(text, framed(random), run);
			}
			assert.equal(originalLines(text).join("\n"), before, `seed ${seed}`);
			let document = text.lines.join("\n");
			for (const { run, index } of text.hunks.filter(isPending).toSorted(() => random() - 0.5)) {
				const change = reject(text, hunksOf(run, index));
				document = applied(document, change, "\n");
				text = change.after;
			}
			assert.equal(document, before, `seed ${seed}`);
			assert.ok(!text.hunks.some(isPending));
		}
	});

	test("keeps the order of lines that two of them removed side by side", () => {
		const text = proposed(proposed(unmarked("a\nb\nc\nd"), "a\nb\nd", "one"), "a\nd", "two");
		assert.equal(originalLines(text).join("\n"), "a\nb\nc\nd");
	});

	test("replaces what the same run proposed before", () => {
		const text = proposed(proposed(unmarked("a\nb"), "A\nb"), "A\nB");
		assert.equal(decisions(text), "run 0 pending at 1");
	});
});

suite("Rejecting", () => {
	const texts = ["", "a", "a\n", "\n", "a\nb", "a\nb\n", "\n\n", "a\na\na\n", "a\nb\nc\nd\ne\nf"];
	for (const eol of ["\n", "\r\n"]) {
		test(`gives back the very text, with ${eol === "\n" ? "LF" : "CRLF"}, between any two texts`, () => {
			for (const before of texts) {
				for (const after of texts) {
					const marked = proposed(unmarked(before), after);
					const [old, now] = [before, after].map((text) => text.replaceAll("\n", eol));
					assert.equal(
						applied(
							now ?? "",
							reject(marked, () => true),
							eol,
						),
						old,
						JSON.stringify({ before, after }),
					);
				}
			}
		});
	}

	test("some and accepting others, in any order, gives the text with just those changes", () => {
		for (let seed = 0; seed < 2000; seed++) {
			const random = randomNumbers(seed);
			const before = randomText(random);
			const after = randomText(random);
			const hunks = makeHunks(before, after, 0);
			const isAccepted = hunks.map(() => random() < 0.5);
			let text = proposed(unmarked(before), after);
			let document = after;
			for (const { index } of hunks.toSorted(() => random() - 0.5)) {
				const change = reject(text, hunksOf("run", index));
				document = isAccepted[index] ? document : applied(document, change, "\n");
				text = isAccepted[index] ? decide(text, hunksOf("run", index), "accepted") : change.after;
			}
			// Counted from the old text alone.
			const expected = hunks.reduceRight(
				(lines, { index, oldStart, oldLines, newLines }) =>
					isAccepted[index] ? lines.toSpliced(oldStart, oldLines.length, ...newLines) : lines,
				splitLines(before),
			);
			assert.equal(document, expected.join("\n"), `seed ${seed}: ${JSON.stringify({ before, after, isAccepted })}`);
			assert.equal(text.lines.join("\n"), document);
			assert.ok(!text.hunks.some(isPending));
		}
	});

	test("leaves alone what is accepted already", () => {
		const text = decide(proposed(unmarked("a"), "b"), () => true, "accepted");
		assert.deepEqual(reject(text, () => true).replacements, []);
	});
});

suite("From hunk to hunk", () => {
	// Hunks at lines 0, 2 (removed lines), 4 to 5.
	const text = proposed(unmarked("a\nb\nx\nc\nd\ne\nf"), "A\nb\nc\nd\nE\nE\nf");

	const cases: [line: number, next: number, previous: number][] = [
		[0, 2, 4],
		[1, 2, 0],
		[2, 4, 0],
		[3, 4, 2],
		[5, 0, 2],
		[6, 0, 4],
	];
	for (const [line, next, previous] of cases) {
		test(`line ${line} has line ${next} after it and line ${previous} before it`, () => {
			assert.equal(nextHunk(text, line, "next")?.start, next);
			assert.equal(nextHunk(text, line, "previous")?.start, previous);
		});
	}

	test("goes nowhere when nothing is pending", () => {
		assert.equal(
			nextHunk(
				decide(text, () => true, "accepted"),
				0,
				"next",
			),
			undefined,
		);
	});

	test("each line knows its hunk, the line after removed ones too", () => {
		assert.deepEqual(
			text.lines.map((_, line) => hunkAt(text, line)?.index),
			[0, undefined, 1, undefined, 2, 2, undefined],
		);
	});

	test("lines removed at the end are shown at the last line", () => {
		const end = proposed(unmarked("a\nb\nc"), "a");
		assert.deepEqual(
			end.hunks.map((hunk) => lineOf(end, hunk)),
			[0],
		);
		assert.equal(hunkAt(end, 0)?.index, 0);
	});
});

function applied(document: string, { before, replacements }: Change, eol: string): string {
	return toTextReplacements(before.lines, replacements, eol).reduceRight(
		(text, { range, newText }) => changedText(text, { range, text: newText }),
		document,
	);
}

function randomText(random: () => number): string {
	return Array.from({ length: between(random, 1, 9) }, () => "abc"[between(random, 0, 2)]).join("\n");
}

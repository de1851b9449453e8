import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { toTextReplacements } from "../../../extension/proposal/edits";
import { type ContentChange, splitLines } from "../../../extension/proposal/lineSplice";
import { type Change, decide, hunksOf, originalLines, propose, reject } from "../../../extension/proposal/markedText";
import { Tracker } from "../../../extension/proposal/tracker";
import { makeHunks } from "../../../server/edit/hunks";
import { changedText } from "./randomText";

/** A document with an undo stack, as far as a tracker sees of it: each edit is one step, told bottom up. */
class EditedDocument {
	readonly tracker: Tracker;
	#text: string;
	readonly #undone: string[] = [];
	readonly #done: string[] = [];

	constructor(text: string) {
		this.#text = text;
		this.tracker = new Tracker(splitLines(text));
	}

	get text(): string {
		return this.#text;
	}

	propose(newText: string, run = "run"): void {
		const { lines } = this.tracker.text;
		const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
		const edit = { range: { start: { line: 0, character: 0 }, end }, newText };
		const change = propose(this.tracker.text, run, { edit, hunks: makeHunks(this.#text, newText, 0) });
		assert.ok(change);
		this.#applyOwn(change);
	}

	reject(index: number | "all"): void {
		this.#applyOwn(reject(this.tracker.text, hunksOf("run", index)));
	}

	accept(index: number | "all"): void {
		this.tracker.settle(decide(this.tracker.text, hunksOf("run", index), "accepted"));
	}

	type(line: number, character: number, text: string): void {
		const place = { line, character };
		this.#apply([{ range: { start: place, end: place }, text }]);
	}

	/** Whole lines, the one at `end` not included. */
	remove(start: number, end: number): void {
		this.#apply([{ range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } }, text: "" }]);
	}

	undo(): void {
		this.#travel(this.#done, this.#undone);
	}

	redo(): void {
		this.#travel(this.#undone, this.#done);
	}

	get decisions(): string {
		return this.tracker.text.hunks.map(({ decision, start }) => `${decision} ${start}`).join(", ");
	}

	#applyOwn(change: Change): void {
		this.tracker.expect(change);
		this.#apply(
			toTextReplacements(change.before.lines, change.replacements, "\n").map(({ range, newText }) => ({
				range,
				text: newText,
			})),
		);
		this.tracker.expect(undefined);
	}

	#apply(changes: readonly ContentChange[]): void {
		const bottomUp = changes.toReversed();
		this.#done.push(this.#text);
		this.#undone.length = 0;
		this.#text = bottomUp.reduce(changedText, this.#text);
		this.tracker.change(bottomUp, false);
		assert.equal(this.tracker.text.lines.join("\n"), this.#text);
	}

	/** Told as one change of all that differs: the hardest to follow. */
	#travel(from: string[], to: string[]): void {
		const text = from.pop();
		assert.ok(text !== undefined, "there is something to go back to");
		to.push(this.#text);
		const lines = splitLines(this.#text);
		const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
		this.tracker.change([{ range: { start: { line: 0, character: 0 }, end }, text }], true);
		this.#text = text;
		assert.equal(this.tracker.text.lines.join("\n"), text);
	}
}

const before = "a\nb\nc\nd\ne\n";
const after = "A\nb\nd\ne\nx\n";

/** Hunks at lines 0, 2 (a removed line) and 4 (an inserted one). */
function proposed(): EditedDocument {
	const document = new EditedDocument(before);
	document.propose(after);
	assert.equal(document.decisions, "pending 0, pending 2, pending 4");
	return document;
}

suite("Undo", () => {
	test("of the proposal ends it, and redo brings it back", () => {
		const document = proposed();
		document.undo();
		assert.equal(document.text, before);
		assert.equal(document.decisions, "gone 0, gone 2, gone 5");
		document.redo();
		assert.equal(document.decisions, "pending 0, pending 2, pending 4");
	});

	test("of the proposal ends it where equal lines hide which one was removed", () => {
		const document = new EditedDocument("x\nx\nx");
		document.propose("x\nx");
		document.undo();
		assert.match(document.decisions, /^gone/);
	});

	test("of a rejected hunk makes it pending again", () => {
		const document = proposed();
		document.reject(1);
		assert.equal(document.decisions, "pending 0, rejected 2, pending 5");
		document.undo();
		assert.equal(document.decisions, "pending 0, pending 2, pending 4");
		document.redo();
		assert.equal(document.decisions, "pending 0, rejected 2, pending 5");
	});

	test("of everything rejected makes everything pending again", () => {
		const document = proposed();
		document.reject("all");
		assert.equal(document.text, before);
		document.undo();
		assert.equal(document.decisions, "pending 0, pending 2, pending 4");
		assert.equal(originalLines(document.tracker.text).join("\n"), before);
	});

	test("of an accepted hunk leaves it accepted, whatever comes back", () => {
		const document = proposed();
		document.accept(0);
		document.undo();
		assert.equal(document.text, before);
		assert.equal(document.decisions, "accepted 0, gone 2, gone 5");
		document.redo();
		assert.equal(document.decisions, "accepted 0, pending 2, pending 4");
	});

	test("of an edit on top of another brings the other back, and redo takes it over again", () => {
		const document = proposed();
		document.propose("AA\nb\nd\ne\nx\n", "next");
		assert.equal(document.decisions, "replaced 0, pending 0, pending 2, pending 4");
		document.undo();
		assert.equal(document.decisions, "pending 0, gone 0, pending 2, pending 4");
		document.redo();
		assert.equal(document.decisions, "replaced 0, pending 0, pending 2, pending 4");
		assert.equal(originalLines(document.tracker.text).join("\n"), before);
	});

	test("of typing between leaves the decisions as they are", () => {
		const document = proposed();
		document.type(0, 0, "new\n");
		document.reject(0);
		document.type(3, 0, "more\n");
		document.undo();
		document.undo();
		document.undo();
		assert.equal(document.decisions, "pending 0, pending 2, pending 4");
	});

	test("of a removal brings back the hunk that went with it", () => {
		const document = proposed();
		document.remove(3, 5);
		assert.equal(document.decisions, "pending 0, pending 2, gone 3");
		document.undo();
		assert.equal(document.decisions, "pending 0, pending 2, pending 4");
	});
});

test("Typing after a proposal was ended keeps it ended", () => {
	const document = proposed();
	document.accept("all");
	document.type(0, 0, "y");
	assert.equal(document.decisions, "accepted 0, accepted 2, accepted 4");
});

test("Nothing of a proposal is found in another text", () => {
	const document = proposed();
	document.accept(0);
	document.tracker.reset(["other"]);
	assert.deepEqual(
		document.tracker.text.hunks.map((hunk) => hunk.decision),
		["accepted", "gone", "gone"],
	);
});

import type { ContentChange } from "./lineSplice";
import { areSameLines } from "./lineSplice";
import { type Change, decide, isPending, type MarkedText, recall } from "./markedText";
import { follow } from "./track";

/** How many earlier states of a document can be told again after undo and redo. */
const maxPast = 32;

/**
 * A document's marked text through time. It follows the user's changes, knows our own edits when they arrive, and
 * after undo or redo puts the hunks back as they were at that text.
 */
export class Tracker {
	#text: MarkedText;
	#past: MarkedText[] = [];
	#expected: Change | undefined;

	constructor(lines: readonly string[]) {
		this.#text = { lines, hunks: [] };
	}

	get text(): MarkedText {
		return this.#text;
	}

	/** Our own edit is on its way to the document; undefined when it has arrived, or failed. */
	expect(change: Change | undefined): void {
		this.#expected = change;
	}

	/** The document was changed, by whomever. */
	change(changes: readonly ContentChange[], isUndoOrRedo: boolean): void {
		const followed = follow(this.#text, changes);
		const expected = this.#expected;
		if (expected && areSameLines(expected.after.lines, followed.lines)) {
			this.#remember(expected.before, expected.after);
			this.#text = expected.after;
			return;
		}
		if (countPending(followed) < countPending(this.#text)) {
			this.#remember(this.#text);
		}
		const earlier = isUndoOrRedo ? this.#past.findLast(({ lines }) => areSameLines(lines, followed.lines)) : undefined;
		this.#text = earlier ? recall(followed, earlier) : followed;
	}

	/** Something was decided that leaves the lines as they are. */
	settle(text: MarkedText): void {
		this.#text = text;
	}

	/** The document is another one than we knew, so that nothing of a proposal can be found in it. */
	reset(lines: readonly string[]): void {
		const { hunks } = decide(this.#text, () => true, "gone");
		this.#past = [];
		this.#text = { lines, hunks };
	}

	#remember(...texts: readonly MarkedText[]): void {
		this.#past = [...this.#past, ...texts].slice(-maxPast);
	}
}

function countPending({ hunks }: MarkedText): number {
	return hunks.filter(isPending).length;
}

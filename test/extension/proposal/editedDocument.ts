import assert from "node:assert/strict";
import { toTextReplacements } from "../../../extension/proposal/edits";
import { splitLines } from "../../../extension/proposal/lineSplice";
import { type Change, decide, hunksOf, type MarkedText } from "../../../extension/proposal/markedText";
import { Tracker } from "../../../extension/proposal/tracker";
import { changedText } from "./randomText";

/** A text document as the editor has it, and what is marked in it. */
export class EditedDocument {
	readonly #tracker: Tracker;
	#text: string;

	constructor(text: string) {
		this.#text = text;
		this.#tracker = new Tracker(splitLines(text));
	}

	get text(): string {
		return this.#text;
	}

	get marked(): MarkedText {
		return this.#tracker.text;
	}

	accept(run: string): void {
		this.#tracker.settle(decide(this.marked, hunksOf(run, "all"), "accepted"));
	}

	/** Our own edit, given to the document as the editor is given it. */
	apply(change: Change | string | undefined): void {
		assert.ok(typeof change === "object", `It is a change, and not ${change}.`);
		if (change.replacements.length === 0) {
			this.#tracker.settle(change.after);
			return;
		}
		this.#tracker.expect(change);
		const changes = toTextReplacements(change.before.lines, change.replacements, "\n");
		const bottomUp = changes.map(({ range, newText }) => ({ range, text: newText })).reverse();
		this.#text = bottomUp.reduce(changedText, this.#text);
		this.#tracker.change(bottomUp, false);
		this.#tracker.expect(undefined);
		assert.equal(this.marked.lines.join("\n"), this.#text);
	}

	/** The whole text becomes another, by typing or by undo. */
	become(text: string, isUndo: boolean): void {
		const lines = splitLines(this.#text);
		const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
		this.#text = text;
		this.#tracker.change([{ range: { start: { line: 0, character: 0 }, end }, text }], isUndo);
	}

	decisions(run: string): string {
		return this.marked.hunks
			.filter((hunk) => hunk.run === run)
			.map((hunk) => `${hunk.decision} ${hunk.start}`)
			.join(", ");
	}
}

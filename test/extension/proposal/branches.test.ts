import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type BranchEdit, exchange } from "../../../extension/proposal/exchange";
import { splitLines } from "../../../extension/proposal/lineSplice";
import {
	type Change,
	hunksOf,
	isPending,
	originalLines,
	type Proposal,
	propose,
	reject,
} from "../../../extension/proposal/markedText";
import { makeHunks } from "../../../server/edit/hunks";
import { between, randomNumbers } from "../../support/random";
import { EditedDocument } from "./editedDocument";

type Random = () => number;

/** The code that the branches are about, from line 1 (zero-based) of the file on. */
const code = "a\nb\nc\na\nb";
const file = `x\n${code}\ny`;

/** The whole text becomes another. */
function rewritten(before: string, after: string, start: number): Proposal {
	const lines = splitLines(before);
	const end = { line: start + lines.length - 1, character: lines.at(-1)?.length ?? 0 };
	const edit = { range: { start: { line: start, character: 0 }, end }, newText: after };
	return { edit, hunks: makeHunks(before, after, start) };
}

function changedLines(random: Random, text: string): string {
	return splitLines(text)
		.flatMap((line) => (random() < 0.7 ? [line] : Array.from({ length: between(random, 0, 2) }, () => letter(random))))
		.join("\n");
}

const letter = (random: Random) => "abcd"[between(random, 0, 3)] ?? "";

/** What can happen to a document in which branches of a run and fixes of them are proposed, one after the other. */
class History {
	readonly #document = new EditedDocument(file);
	readonly #branches: readonly BranchEdit[];
	readonly #past: string[] = [];
	#future: string[] = [];
	#typed = "";
	#fixes = 0;
	readonly steps: string[] = [];
	switches = 0;

	constructor(private readonly random: Random) {
		this.#branches = ["one", "two", "three"].map((run) => {
			return { run, code, start: 1, ...rewritten(code, changedLines(random, code), 1) };
		});
	}

	go(): void {
		const { random } = this;
		const steps = [
			() => this.#choose(),
			() => this.#choose(),
			() => this.#fix(),
			() => this.#reject(),
			() => this.#undo(),
			() => this.#redo(),
			() => this.#typeAbove(),
		];
		steps[between(random, 0, steps.length - 1)]?.();
	}

	check(name: string): void {
		const original = originalLines(this.#document.marked).join("\n");
		assert.equal(original, this.#typed + file, [name, ...this.steps].join("\n"));
	}

	/** As is done with a run's edit: in place of another branch's, else where its code stands. */
	#choose(): void {
		const chosen = this.#branches[between(this.random, 0, 2)];
		const { marked, text } = this.#document;
		if (!chosen || marked.hunks.some((it) => it.run === chosen.run && isPending(it))) {
			return;
		}
		const others = this.#branches.filter((it) => it !== chosen);
		const change = exchange(marked, others, chosen);
		if (typeof change === "object") {
			this.#apply(`exchange for ${chosen.run}`, change);
			this.switches++;
			const isAlone = this.#fixes === 0;
			const expected = `${this.#typed}x\n${chosen.edit.newText}\ny`;
			assert.ok(!isAlone || this.#document.text === expected, this.steps.join("\n"));
		} else if (change === "none" && text === this.#typed + file) {
			const start = splitLines(this.#typed).length;
			this.#apply(`propose ${chosen.run}`, propose(marked, chosen.run, rewritten(code, chosen.edit.newText, start)));
		}
	}

	/** A run about all of the text as it stands, whatever is proposed in it. */
	#fix(): void {
		const { text, marked } = this.#document;
		this.#fixes++;
		const run = `fix ${this.#fixes}`;
		this.#apply(run, propose(marked, run, rewritten(text, `${this.#typed}x\n${this.#changedBody()}\ny`, 0)));
	}

	/** The lines between those that no run touches. */
	#changedBody(): string {
		const body = splitLines(this.#document.text).slice(splitLines(this.#typed).length, -1);
		return changedLines(this.random, body.join("\n"));
	}

	#reject(): void {
		const { marked } = this.#document;
		const pending = marked.hunks.filter(isPending);
		const hunk = pending[between(this.random, 0, pending.length - 1)];
		if (hunk) {
			this.#apply(`reject ${hunk.run} ${hunk.index}`, reject(marked, hunksOf(hunk.run, hunk.index)));
		}
	}

	#undo(): void {
		const text = this.#past.pop();
		if (text !== undefined) {
			this.#future.push(this.#document.text);
			this.#become("undo", text);
		}
	}

	#redo(): void {
		const text = this.#future.pop();
		if (text !== undefined) {
			this.#past.push(this.#document.text);
			this.#become("redo", text);
		}
	}

	#typeAbove(): void {
		if (this.#typed === "") {
			this.#past.length = 0;
			this.#future = [];
			this.#typed = "mine\n";
			this.steps.push("type above");
			this.#document.become(`mine\n${this.#document.text}`, false);
		}
	}

	#become(step: string, text: string): void {
		this.steps.push(`${step}: ${JSON.stringify(text)}`);
		this.#document.become(text, true);
	}

	#apply(step: string, change: Change | undefined): void {
		const { text } = this.#document;
		this.#document.apply(change);
		// What changes no line is nothing to undo.
		if (this.#document.text !== text) {
			this.#past.push(text);
			this.#future = [];
		}
		this.steps.push(`${step}: ${JSON.stringify(this.#document.text)}`);
	}
}

suite("branches and fixes of them", () => {
	test("give back the very text when all is rejected, whatever was chosen, rejected, undone and redone", () => {
		let switches = 0;
		for (let seed = 0; seed < 2000; seed++) {
			const history = new History(randomNumbers(seed));
			for (let step = 0; step < 12; step++) {
				history.go();
				history.check(`seed ${seed}`);
			}
			switches += history.switches;
		}
		assert.ok(switches > 1000, `${switches} switches`);
	});
});

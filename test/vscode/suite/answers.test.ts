// How several answers to one thought are drawn and judged. What draws them, and what language servers say of each, is
// written down beforehand: neither can be had from the tiny model at will.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { MarkedHunk } from "../../../extension/proposal/markedText";
import { type AnswerDeps, Answers } from "../../../extension/verify/answers";
import { CheckResults, type NewProblem } from "../../../extension/verify/checkResults";
import { snapshotOf } from "../../support/snapshot";
import { untilTrue } from "./sample";

type Ended = Parameters<Parameters<AnswerDeps["runs"]["onDidEnd"]>[0]>[0];

/** An answer by the errors that its edit brings; undefined: it is refused. */
type Script = readonly (number | undefined)[];

/** Runs 0, 1, 2, … of one thought, as a script has them. */
class ScriptedAnswers implements vscode.Disposable {
	readonly results = new CheckResults();
	readonly chosen: string[] = [];
	readonly stopped: string[] = [];
	/** Whose hunks stand in the document. */
	proposed = "";
	decision: MarkedHunk["decision"] = "pending";
	drawn = 0;
	readonly #ended = new vscode.EventEmitter<Ended>();
	readonly #started = new vscode.EventEmitter<string>();
	readonly #decided = new vscode.EventEmitter<string>();
	readonly #noticed = new vscode.EventEmitter<string>();
	readonly #answers: Answers;

	/** `holdAt`: the run that does not come to its end by itself. */
	constructor(
		readonly script: Script,
		max: number,
		readonly holdAt = -1,
	) {
		this.#answers = new Answers({
			source: {
				continueAnswer: async () => {
					this.drawn++;
					const run = this.drawn;
					setImmediate(() => run !== this.holdAt && this.finish(run));
					return String(run);
				},
				choose: async (id) => {
					this.chosen.push(id);
					this.propose(Number(id));
				},
			},
			runs: {
				onDidEnd: this.#ended.event,
				get: (id) => snapshotOf({ id, state: { kind: "thinking" } }),
				stop: async (id) => {
					this.stopped.push(id);
					this.#ended.fire(snapshotOf({ id, state: { kind: "stopped" } }));
				},
			},
			proposals: { onDidChange: this.#decided.event, hunks: (id) => (id === this.proposed ? [this.#hunk(id)] : []) },
			notices: { onDidChange: this.#noticed.event },
			checks: { onDidStart: this.#started.event, settled: async () => undefined },
			checkResults: this.results,
			testCommand: { judge: async () => "none" },
			config: { answerCount: () => max },
			log: vscode.window.createOutputChannel("Test", { log: true }),
		});
	}

	finish(run: number): void {
		const result = this.script[run] === undefined ? refused : ({ kind: "edit", ...edit } as const);
		this.#ended.fire(snapshotOf({ id: String(run), state: { kind: "done", result } }));
		if (result.kind === "edit") {
			this.propose(run);
		}
	}

	propose(run: number): void {
		this.proposed = String(run);
		const problems = Array.from({ length: this.script[run] ?? 0 }, () => problem);
		this.results.update(this.proposed, { kind: "clean", problems });
		this.#started.fire(this.proposed);
	}

	stop(id: string): void {
		this.#ended.fire(snapshotOf({ id, state: { kind: "stopped" } }));
	}

	accept(id: string): void {
		this.decision = "accepted";
		this.#decided.fire(id);
	}

	get note(): string {
		return this.results.get(this.proposed)?.note ?? "";
	}

	dispose(): void {
		this.#answers.dispose();
		this.results.dispose();
	}

	#hunk(run: string): MarkedHunk {
		return { run, index: 0, oldLines: [], start: 0, end: 1, decision: this.decision };
	}
}

const edit = {
	edit: { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: "x" },
	hunks: [],
	links: [],
};

const refused = { kind: "refused", reason: "noCode", message: "The answer holds no code." } as const;

const problem: NewProblem = {
	uri: "file:///a.ts",
	line: 0,
	severity: "error",
	message: "oops",
	code: "",
	source: "",
	hunk: 0,
	diagnostic: new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), "oops"),
};

suite("Another answer", () => {
	let answers: ScriptedAnswers | undefined;

	teardown(() => answers?.dispose());

	function begin(script: Script, max: number, holdAt?: number): ScriptedAnswers {
		answers = new ScriptedAnswers(script, max, holdAt);
		answers.finish(0);
		return answers;
	}

	test("is drawn where the first brings errors, and the good one stays", async () => {
		const drawing = begin([2, 0, 0], 3);
		await untilTrue("it is said", () => drawing.note !== "");
		assert.equal(drawing.note, "Answer 2 of 3: the first brought 2 new problems.");
		assert.equal(drawing.drawn, 1);
		assert.deepEqual(drawing.chosen, []);
	});

	test("is drawn where the first is refused", async () => {
		const drawing = begin([undefined, 0], 2);
		await untilTrue("it is said", () => drawing.note !== "");
		assert.equal(drawing.note, "Answer 2 of 2: the first could not be used.");
	});

	test("gives way to an earlier one that is better, which is not judged anew", async () => {
		const drawing = begin([1, 3, 2], 3);
		await untilTrue("one is chosen", () => drawing.chosen.length > 0 && drawing.note !== "");
		assert.deepEqual([drawing.chosen, drawing.drawn], [["0"], 2]);
		assert.match(drawing.note, /^Answer 1 of 3: none/);
	});

	test("that is stopped ends the drawing, with the best one so far", async () => {
		const drawing = begin([1, 2, 0], 8, 2);
		await untilTrue("the third is being drawn", () => drawing.drawn === 2);
		drawing.stop("2");
		await untilTrue("the first is chosen", () => drawing.chosen.length > 0);
		assert.deepEqual([drawing.chosen, drawing.drawn], [["0"], 2]);
	});

	test("is not wanted by who accepts the one that is there", async () => {
		const drawing = begin([1, 0], 3, 1);
		await untilTrue("another is being drawn", () => drawing.drawn === 1);
		drawing.accept("0");
		await untilTrue("it was stopped", () => drawing.stopped.length > 0);
		assert.deepEqual([drawing.stopped, drawing.chosen, drawing.drawn], [["1"], [], 1]);
	});
});

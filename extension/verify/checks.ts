// What an edit breaks, told by the editor's own language servers once it stands in its document.
import * as vscode from "vscode";
import type { Hunk } from "../../server/protocol/run";
import { DisposableStore } from "../disposable";
import { isPending, type MarkedHunk } from "../proposal/markedText";
import type { Proposals } from "../proposal/proposals";
import { Baseline } from "./baseline";
import type { CheckResults } from "./checkResults";
import { EditCheck } from "./editCheck";
import { editorProblems } from "./editorProblems";
import type { Problem } from "./newProblems";
import { type Reporters, reportLimit } from "./reporters";

interface Collaborators {
	readonly proposals: Proposals;
	readonly results: CheckResults;
	readonly reporters: Reporters;
}

/** An edit that is about to be applied. */
export interface CheckedEdit {
	readonly id: string;
	readonly uri: vscode.Uri;
	readonly hunks: readonly Hunk[];
	/** Whether it takes the place of another answer's edit in the same moment. */
	readonly isExchange?: boolean;
}

/** A document before an edit, and what was wrong then. */
export interface Original {
	readonly text: string;
	readonly isSaved: boolean;
	/** Of the document itself, where they stood then. */
	readonly problems: readonly Problem[];
	readonly baseline: Baseline;
	/** Milliseconds, on the clock of `performance`: when a check of an edit of it last ended. */
	endedAt: number;
}

/** Documents whose state before the last edit is kept: enough for the answers of a run or two. */
const maxOriginals = 8;

export class Checks implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #started = this.#store.add(new vscode.EventEmitter<string>());
	readonly #checks = new Map<string, EditCheck>();
	/** By document, the last one last. */
	readonly #originals = new Map<string, Original>();

	/** The run whose edit stands in its document now and is being checked. */
	readonly onDidStart = this.#started.event;

	constructor(private readonly deps: Collaborators) {
		this.#store.add(vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)));
		this.#store.add(vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#touch(uris)));
		this.#store.add(deps.proposals.onDidChange((id) => this.#decided(id)));
	}

	/** Applies an edit, and checks it from then on; what was wrong before it is read right before. */
	async around(edit: CheckedEdit, apply: () => Promise<boolean>): Promise<boolean> {
		this.#end(edit.id);
		const original = this.#originalOf(edit);
		const check = new EditCheck(edit, original.baseline, this.deps);
		this.#checks.set(edit.id, check);
		const isApplied = await apply().catch((error: unknown) => {
			this.#end(edit.id);
			throw error;
		});
		if (!isApplied) {
			this.#end(edit.id);
			return false;
		}
		check.start();
		this.#started.fire(edit.id);
		return true;
	}

	/** When the language servers have come to rest, or nothing is left to check. */
	async settled(id: string): Promise<void> {
		await this.#checks.get(id)?.settled;
	}

	/** The document as it was before the last edit. */
	originalOf(uri: vscode.Uri): Original | undefined {
		return this.#originals.get(uri.toString());
	}

	dispose(): void {
		for (const id of [...this.#checks.keys()]) {
			this.#end(id);
		}
		this.#store.dispose();
	}

	#originalOf(edit: CheckedEdit): Original {
		const key = edit.uri.toString();
		const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === key);
		const text = document?.getText() ?? "";
		const last = this.#originals.get(key);
		const lower =
			last && [...this.#checks.values()].find((it) => it.edit.uri.toString() === key && this.#isUnder(it, edit));
		if (last && lower) {
			// On top of another edit, what counts is still what was wrong in the user's own text.
			return { ...last, baseline: lower.baseline.copy() };
		}
		if (last && edit.isExchange) {
			return { ...last, baseline: last.baseline.copy() };
		}
		if (last && last.text === text && performance.now() - last.endedAt < reportLimit) {
			// Another edit was just taken back, and what is reported by now may still be about that one.
			last.baseline.reset(key, last.problems);
			return { ...last, baseline: last.baseline.copy() };
		}
		const problems = editorProblems();
		const original: Original = {
			text,
			isSaved: document?.isDirty === false,
			problems: problems.filter(({ uri }) => uri === key),
			baseline: new Baseline(problems),
			endedAt: Number.NEGATIVE_INFINITY,
		};
		this.#keep(key, original);
		return { ...original, baseline: original.baseline.copy() };
	}

	#keep(key: string, original: Original): void {
		this.#originals.delete(key);
		this.#originals.set(key, original);
		const [oldest] = this.#originals.keys();
		if (oldest !== undefined && this.#originals.size > maxOriginals) {
			this.#originals.delete(oldest);
		}
	}

	/** Whether the edit will take over lines of an earlier one. */
	#isUnder({ edit: { id } }: EditCheck, { hunks }: CheckedEdit): boolean {
		const isTaken = ({ start, end }: MarkedHunk) =>
			hunks.some((it) => it.oldStart < end && start < it.oldStart + it.oldLines.length);
		return this.deps.proposals.hunks(id).some((hunk) => isPending(hunk) && isTaken(hunk));
	}

	#edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
		const uri = document.uri.toString();
		if (contentChanges.length === 0) {
			return;
		}
		for (const { baseline } of [...this.#originals.values(), ...this.#checks.values()]) {
			baseline.change(uri, contentChanges);
		}
		this.#touch([]);
	}

	#touch(reported: readonly vscode.Uri[]): void {
		for (const check of this.#checks.values()) {
			check.touch(reported);
		}
	}

	#decided(id: string): void {
		const hunks = this.deps.proposals.hunks(id);
		if (!this.#checks.get(id)?.isStarted || hunks.some(isPending)) {
			return;
		}
		this.#end(id);
		if (!hunks.some(({ decision }) => decision === "accepted")) {
			this.deps.results.delete(id);
		}
	}

	#end(id: string): void {
		const check = this.#checks.get(id);
		const original = check?.isStarted ? this.#originals.get(check.edit.uri.toString()) : undefined;
		if (original) {
			original.endedAt = performance.now();
		}
		check?.dispose();
		this.#checks.delete(id);
	}
}

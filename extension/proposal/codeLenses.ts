import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import type { MarkedDocuments } from "./markedDocuments";
import { isPending, lineOf, type MarkedHunk, type MarkedText } from "./markedText";
import type { Why } from "./why";

/** What else there is to say and to do about a hunk. */
export interface HunkNotes {
	readonly onDidChange: vscode.Event<unknown>;
	/** `isFirst`: it speaks for its whole edit too. */
	of(hunk: MarkedHunk, isFirst: boolean): readonly vscode.Command[];
}

/**
 * Above each pending hunk: Accept, Reject, Why, and each further step that it goes back to; above the first one of
 * several also Accept All and Reject All.
 */
export class HunkLenses implements vscode.CodeLensProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
	readonly onDidChangeCodeLenses = this.#changed.event;
	readonly #marked: MarkedDocuments;
	readonly #whysOf: (hunk: MarkedHunk) => readonly Why[];

	readonly #notes: HunkNotes;

	constructor(marked: MarkedDocuments, whysOf: (hunk: MarkedHunk) => readonly Why[], notes: HunkNotes) {
		this.#marked = marked;
		this.#whysOf = whysOf;
		this.#notes = notes;
		this.#store.add(vscode.languages.registerCodeLensProvider("*", this));
		this.#store.add(marked.onDidChange(() => this.#changed.fire()));
		this.#store.add(notes.onDidChange(() => this.#changed.fire()));
	}

	provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
		const text = this.#marked.get(document.uri);
		return text ? text.hunks.filter(isPending).flatMap((hunk) => this.#lenses(text, hunk)) : [];
	}

	dispose(): void {
		this.#store.dispose();
	}

	#lenses(text: MarkedText, hunk: MarkedHunk): vscode.CodeLens[] {
		const line = lineOf(text, hunk);
		const lens = (title: string, command: string, ...args: unknown[]) =>
			new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: args });
		const removed = hunk.start === hunk.end ? hunk.oldLines.length : 0;
		return [
			// A lens without a command is text.
			...(removed > 0 ? [lens(removed === 1 ? "1 line removed" : `${removed} lines removed`, "")] : []),
			lens("Accept", "rationale.acceptHunk", hunk.run, hunk.index),
			lens("Reject", "rationale.rejectHunk", hunk.run, hunk.index),
			...this.#whysOf(hunk).map(({ title, step }, rank) =>
				lens(rank === 0 ? `Why: ${title}` : title, "rationale.showWhy", hunk.run, hunk.index, step),
			),
			...this.#notes
				.of(hunk, firstOf(text, hunk) === hunk)
				.map((it) => lens(it.title, it.command, ...(it.arguments ?? []))),
			...(isFirstOfSeveral(text, hunk)
				? [lens("Accept All", "rationale.acceptAll", hunk.run), lens("Reject All", "rationale.rejectAll", hunk.run)]
				: []),
		];
	}
}

function firstOf({ hunks }: MarkedText, hunk: MarkedHunk): MarkedHunk | undefined {
	return hunks.find((it) => isPending(it) && it.run === hunk.run);
}

function isFirstOfSeveral({ hunks }: MarkedText, hunk: MarkedHunk): boolean {
	const pending = hunks.filter((it) => isPending(it) && it.run === hunk.run);
	return pending.length > 1 && pending[0] === hunk;
}

import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import type { MarkedDocuments } from "./markedDocuments";
import { isPending, lineOf, type MarkedHunk, type MarkedText } from "./markedText";

/** Marks the lines of pending hunks in every editor that shows them. */
export class HunkDecorations implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #marks = {
		changed: this.#store.add(vscode.window.createTextEditorDecorationType(changedLines)),
		removedAbove: this.#store.add(vscode.window.createTextEditorDecorationType(removedLines("1px 0 0 0"))),
		removedBelow: this.#store.add(vscode.window.createTextEditorDecorationType(removedLines("0 0 1px 0"))),
	};
	readonly #marked: MarkedDocuments;

	constructor(marked: MarkedDocuments) {
		this.#marked = marked;
		this.#store.add(marked.onDidChange(({ uri }) => this.#show(editorsOf(uri))));
		this.#store.add(vscode.window.onDidChangeVisibleTextEditors((editors) => this.#show(editors)));
	}

	dispose(): void {
		this.#store.dispose();
	}

	#show(editors: readonly vscode.TextEditor[]): void {
		for (const editor of editors) {
			const text = this.#marked.get(editor.document.uri);
			if (text && isMarked(editor)) {
				const ranges = rangesOf(text);
				editor.setDecorations(this.#marks.changed, ranges.changed);
				editor.setDecorations(this.#marks.removedAbove, ranges.removedAbove);
				editor.setDecorations(this.#marks.removedBelow, ranges.removedBelow);
			}
		}
	}
}

const changedLines: vscode.DecorationRenderOptions = {
	isWholeLine: true,
	backgroundColor: new vscode.ThemeColor("rationale.changedLineBackground"),
	borderColor: new vscode.ThemeColor("rationale.changedLineBorder"),
	borderStyle: "solid",
	borderWidth: "0 0 0 2px",
	overviewRulerColor: new vscode.ThemeColor("rationale.changedLineBorder"),
	overviewRulerLane: vscode.OverviewRulerLane.Center,
	rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
};

function removedLines(borderWidth: string): vscode.DecorationRenderOptions {
	const color = new vscode.ThemeColor("editorGutter.deletedBackground");
	return {
		isWholeLine: true,
		borderColor: color,
		borderStyle: "solid",
		borderWidth,
		overviewRulerColor: color,
		overviewRulerLane: vscode.OverviewRulerLane.Center,
	};
}

function rangesOf(text: MarkedText) {
	const pending = text.hunks.filter(isPending);
	const removed = pending.filter((hunk) => hunk.start === hunk.end);
	const range = (hunk: MarkedHunk) =>
		new vscode.Range(lineOf(text, hunk), 0, Math.max(lineOf(text, hunk), hunk.end - 1), 0);
	return {
		changed: pending.filter((hunk) => hunk.start < hunk.end).map(range),
		removedAbove: removed.filter((hunk) => hunk.start < text.lines.length).map(range),
		removedBelow: removed.filter((hunk) => hunk.start >= text.lines.length).map(range),
	};
}

/** Peeks and diffs, which have no column, show changes in their own way. */
function isMarked({ viewColumn, document }: vscode.TextEditor): boolean {
	return viewColumn !== undefined || document.uri.scheme === "vscode-notebook-cell";
}

function editorsOf(uri: vscode.Uri): vscode.TextEditor[] {
	return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === uri.toString());
}

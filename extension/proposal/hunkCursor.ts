import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import type { MarkedDocuments } from "./markedDocuments";
import { type HunkTest, hunkAt, isPending, lineOf, type MarkedHunk, type MarkedText, nextHunk } from "./markedText";
import { openDocument } from "./openDocument";

/** The cursor and the hunks of the active editor: where it is, where it goes, and the context keys that tell. */
export class HunkCursor implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #marked: MarkedDocuments;
	readonly #keys = new Map<string, boolean>();

	constructor(marked: MarkedDocuments) {
		this.#marked = marked;
		this.#store.add(marked.onDidChange(() => this.#tell()));
		this.#store.add(vscode.window.onDidChangeActiveTextEditor(() => this.#tell()));
		this.#store.add(vscode.window.onDidChangeTextEditorSelection(() => this.#tell()));
	}

	hunk(): MarkedHunk | undefined {
		const editor = vscode.window.activeTextEditor;
		const text = editor && this.#marked.get(editor.document.uri);
		return text && hunkAt(text, editor.selection.active.line);
	}

	/** To the next or previous pending hunk of the active editor, if there is one. */
	go(direction: "next" | "previous"): void {
		this.#goFrom((line) => line, direction);
	}

	/** To the hunk that now comes first from the cursor on, which may be where the one stood that was just decided. */
	goOn(): void {
		this.#goFrom((line) => line - 1, "next");
	}

	/** Shows the document, where its tab is if it has one, and goes to the hunk. */
	async reveal(uri: vscode.Uri, isPicked: HunkTest): Promise<void> {
		const document = await openDocument(uri);
		const editor = await vscode.window.showTextDocument(document, { viewColumn: columnOf(uri), preview: false });
		const text = this.#marked.get(uri);
		const hunk = text?.hunks.find(isPicked);
		if (text && hunk) {
			show(editor, text, hunk);
		}
	}

	dispose(): void {
		this.#store.dispose();
		this.#set("rationale.hasProposal", false);
		this.#set("rationale.isInHunk", false);
	}

	#goFrom(from: (cursor: number) => number, direction: "next" | "previous"): void {
		const editor = vscode.window.activeTextEditor;
		const text = editor && this.#marked.get(editor.document.uri);
		const hunk = text && nextHunk(text, from(editor.selection.active.line), direction);
		if (hunk) {
			show(editor, text, hunk);
		}
	}

	#tell(): void {
		const editor = vscode.window.activeTextEditor;
		const text = editor && this.#marked.get(editor.document.uri);
		this.#set("rationale.hasProposal", text?.hunks.some(isPending) ?? false);
		this.#set("rationale.isInHunk", this.hunk() !== undefined);
	}

	#set(key: string, value: boolean): void {
		if ((this.#keys.get(key) ?? false) !== value) {
			this.#keys.set(key, value);
			void vscode.commands.executeCommand("setContext", key, value);
		}
	}
}

function columnOf(uri: vscode.Uri): vscode.ViewColumn {
	const hasTab = ({ input }: vscode.Tab) => input instanceof vscode.TabInputText && `${input.uri}` === `${uri}`;
	const group = [vscode.window.tabGroups.activeTabGroup, ...vscode.window.tabGroups.all].find((it) =>
		it.tabs.some(hasTab),
	);
	return group?.viewColumn ?? vscode.ViewColumn.Active;
}

function show(editor: vscode.TextEditor, text: MarkedText, hunk: MarkedHunk): void {
	const line = Math.min(lineOf(text, hunk), editor.document.lineCount - 1);
	const { firstNonWhitespaceCharacterIndex } = editor.document.lineAt(line);
	const start = new vscode.Position(line, firstNonWhitespaceCharacterIndex);
	editor.selection = new vscode.Selection(start, start);
	const end = editor.document.validatePosition(new vscode.Position(hunk.end, 0));
	editor.revealRange(new vscode.Range(start, end.isAfter(start) ? end : start), inCenterIfOutside);
}

const inCenterIfOutside = vscode.TextEditorRevealType.InCenterIfOutsideViewport;

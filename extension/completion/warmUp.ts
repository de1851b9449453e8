import * as vscode from "vscode";
import type { RelatedCode } from "../../server/protocol/runs";
import { relatedCode } from "../context/related";
import { DisposableStore } from "../disposable";
import { type CursorPlace, isElsewhere } from "./cursor";

/** Milliseconds. Longer than between two presses of an arrow key, shorter than what a user reads before typing. */
const restTime = 300;

/** Milliseconds that other language servers have: what is known later comes too late for the first completion. */
const relatedTime = 500;

/** Lines whose names are looked up: what stands before the cursor says more of what comes next. */
const linesBefore = 20;
const linesAfter = 5;

export interface WarmUpDeps {
	/** Whether a completion that came next in a document would come by itself, from a server that runs already. */
	readonly isWanted: (document: vscode.TextDocument) => boolean;
	readonly send: (
		document: vscode.TextDocument,
		position: vscode.Position,
		related: readonly RelatedCode[],
	) => Promise<void>;
	readonly log: vscode.LogOutputChannel;
}

/** Tells the server where the next completion will be, when an editor gets the focus or the cursor comes to rest elsewhere. */
export class WarmUp implements vscode.Disposable {
	readonly #store = new DisposableStore();
	#cursor: CursorPlace | undefined;
	#rest: NodeJS.Timeout | undefined;
	/** Of the one that is under way. */
	#running: AbortController | undefined;

	constructor(private readonly deps: WarmUpDeps) {
		const { window } = vscode;
		this.#store.add(window.onDidChangeActiveTextEditor((editor) => this.#arrive(editor)));
		this.#store.add(window.onDidChangeWindowState(({ focused }) => focused && this.#arrive(window.activeTextEditor)));
		this.#store.add(window.onDidChangeTextEditorSelection(({ textEditor }) => this.#move(textEditor)));
	}

	dispose(): void {
		this.#cancel();
		this.#store.dispose();
	}

	#move(editor: vscode.TextEditor): void {
		// An output channel that grows moves its cursor too.
		if (editor !== vscode.window.activeTextEditor) {
			return;
		}
		const before = this.#cursor;
		this.#cursor = placeOf(editor);
		if (isElsewhere(before, this.#cursor)) {
			this.#await(editor);
		}
	}

	#arrive(editor: vscode.TextEditor | undefined): void {
		this.#cursor = editor && placeOf(editor);
		if (editor) {
			this.#await(editor);
		} else {
			this.#cancel();
		}
	}

	#await(editor: vscode.TextEditor): void {
		this.#cancel();
		this.#rest = setTimeout(() => {
			const running = new AbortController();
			this.#running = running;
			// Nothing is lost but time if it fails.
			this.#warm(editor, running.signal).catch((error: unknown) => this.deps.log.debug("Warming up:", error));
		}, restTime);
	}

	#cancel(): void {
		clearTimeout(this.#rest);
		this.#running?.abort();
		this.#running = undefined;
	}

	async #warm(editor: vscode.TextEditor, signal: AbortSignal): Promise<void> {
		const { document } = editor;
		if (!this.deps.isWanted(document)) {
			return;
		}
		const limit = AbortSignal.any([signal, AbortSignal.timeout(relatedTime)]);
		const related = await relatedCode(document, around(document, editor.selection.active), limit);
		// Meanwhile the server may have stopped, or the document been closed.
		if (!signal.aborted && !document.isClosed && this.deps.isWanted(document)) {
			await this.deps.send(document, editor.selection.active, related);
		}
	}
}

function placeOf({ document, selection }: vscode.TextEditor): CursorPlace {
	return { uri: document.uri.toString(), version: document.version, line: selection.active.line };
}

function around(document: vscode.TextDocument, { line }: vscode.Position): vscode.Range {
	return document.validateRange(
		new vscode.Range(Math.max(line - linesBefore, 0), 0, line + linesAfter, Number.MAX_SAFE_INTEGER),
	);
}

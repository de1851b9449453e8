import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import { toTextReplacements } from "./edits";
import { areSameLines, splitLines } from "./lineSplice";
import { type Change, decide, type HunkTest, isPending, type MarkedText } from "./markedText";
import { Tracker } from "./tracker";

/** A document, known by its URI, and what is marked in it. */
export interface MarkedDocument {
	readonly uri: vscode.Uri;
	readonly text: MarkedText;
}

/** What is marked in a document changed, or the text around it. */
export interface MarkedDocumentChange {
	readonly uri: vscode.Uri;
	readonly before: MarkedText;
	readonly after: MarkedText;
}

interface Entry {
	readonly uri: vscode.Uri;
	readonly tracker: Tracker;
	isOpen: boolean;
}

/** The documents that proposals were made for, through editing, closing, renaming and deletion. */
export class MarkedDocuments implements vscode.Disposable {
	readonly #entries = new Map<string, Entry>();
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<MarkedDocumentChange>());
	#queue: Promise<unknown> = Promise.resolve();
	readonly onDidChange = this.#changed.event;

	constructor() {
		const { workspace } = vscode;
		this.#store.add(workspace.onDidChangeTextDocument((event) => this.#edited(event)));
		this.#store.add(workspace.onDidOpenTextDocument((document) => this.#opened(document)));
		this.#store.add(workspace.onDidCloseTextDocument((document) => void this.#closed(document)));
		this.#store.add(workspace.onDidRenameFiles(({ files }) => this.#renamed(files)));
		this.#store.add(workspace.onDidDeleteFiles(({ files }) => this.#deleted(files)));
	}

	get(uri: vscode.Uri): MarkedText | undefined {
		return this.#entries.get(uri.toString())?.tracker.text;
	}

	ofRun(id: string): MarkedDocument | undefined {
		return this.all().find(({ text }) => text.hunks.some((hunk) => hunk.run === id));
	}

	all(): MarkedDocument[] {
		return [...this.#entries.values()].map(({ uri, tracker }) => ({ uri, text: tracker.text }));
	}

	/** Accepts pending hunks: no edit, but in its turn among those that are on their way. */
	accept(uri: vscode.Uri, isPicked: HunkTest): Promise<void> {
		return this.#inTurn(async () => this.#decide(uri, isPicked, "accepted"));
	}

	/**
	 * Edits a document in one step that one undo takes back. The plan is made when earlier edits have arrived;
	 * without one, or if the document was changed in that moment or cannot be edited, the result is false.
	 */
	edit(document: vscode.TextDocument, plan: (text: MarkedText) => Change | undefined): Promise<boolean> {
		return this.#inTurn(() => this.#edit(document, plan));
	}

	dispose(): void {
		this.#store.dispose();
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = this.#queue.then(work);
		// The caller is told of a failure; those that wait behind it go on.
		this.#queue = done.catch(() => undefined);
		return done;
	}

	#decide(uri: vscode.Uri, isPicked: HunkTest, decision: "accepted" | "gone"): void {
		const entry = this.#entries.get(uri.toString());
		if (entry) {
			this.#update(entry, () => entry.tracker.settle(decide(entry.tracker.text, isPicked, decision)));
		}
	}

	async #edit(document: vscode.TextDocument, plan: (text: MarkedText) => Change | undefined): Promise<boolean> {
		const entry = this.#entries.get(document.uri.toString()) ?? newEntry(document);
		const change = plan(entry.tracker.text);
		if (!change) {
			return false;
		}
		this.#entries.set(document.uri.toString(), entry);
		// The same lines, but other hunks: two branches may want the same.
		if (change.replacements.length === 0) {
			this.#update(entry, () => entry.tracker.settle(change.after));
			return true;
		}
		entry.tracker.expect(change);
		try {
			return await vscode.workspace.applyEdit(toWorkspaceEdit(document, change));
		} finally {
			entry.tracker.expect(undefined);
		}
	}

	#edited({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
		const entry = this.#entries.get(document.uri.toString());
		// An event without changes tells that the document was saved, or became dirty.
		if (entry && contentChanges.length > 0 && !this.#inherited(entry, document)) {
			this.#update(entry, () => entry.tracker.change(contentChanges, reason !== undefined));
		}
	}

	/** Also when only its language changed: that is told as closing and opening. */
	#opened(document: vscode.TextDocument): void {
		const entry = this.#entries.get(document.uri.toString());
		if (!entry) {
			return;
		}
		entry.isOpen = true;
		const lines = splitLines(document.getText());
		if (!areSameLines(lines, entry.tracker.text.lines)) {
			this.#update(entry, () => entry.tracker.reset(lines));
		}
	}

	/** Hunks outlive an editor that is closed after saving, but not one whose changes were given up. */
	async #closed({ uri }: vscode.TextDocument): Promise<void> {
		const entry = this.#entries.get(uri.toString());
		if (!entry) {
			return;
		}
		entry.isOpen = false;
		if (!entry.tracker.text.hunks.some(isPending)) {
			return;
		}
		const stored = await storedLines(uri);
		const isCurrent = this.#entries.get(uri.toString()) === entry && !entry.isOpen;
		if (isCurrent && stored && !areSameLines(stored, entry.tracker.text.lines)) {
			this.#decide(uri, () => true, "gone");
		}
	}

	/** An untitled document that is saved is emptied and closed, and goes on as a file that was just opened. */
	#inherited(entry: Entry, document: vscode.TextDocument): boolean {
		const isEmptied = document.isUntitled && document.getText() === "" && entry.tracker.text.hunks.some(isPending);
		const heir = isEmptied ? vscode.workspace.textDocuments.find((it) => hasText(it, entry.tracker.text)) : undefined;
		if (heir) {
			this.#move(entry, heir.uri);
		}
		return heir !== undefined;
	}

	#renamed(files: vscode.FileRenameEvent["files"]): void {
		for (const { oldUri, newUri } of files) {
			for (const entry of [...this.#entries.values()].filter(({ uri }) => isWithin(uri, oldUri))) {
				const path = newUri.path + entry.uri.path.slice(oldUri.path.length);
				this.#move(entry, newUri.with({ path }));
			}
		}
	}

	#deleted(files: readonly vscode.Uri[]): void {
		for (const { uri } of [...this.#entries.values()].filter((entry) => files.some((it) => isWithin(entry.uri, it)))) {
			this.#decide(uri, () => true, "gone");
		}
	}

	#move(entry: Entry, uri: vscode.Uri): void {
		this.#entries.delete(entry.uri.toString());
		this.#entries.set(uri.toString(), { ...entry, uri, isOpen: false });
		const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
		if (document) {
			this.#opened(document);
		}
		const { text } = entry.tracker;
		this.#changed.fire({ uri: entry.uri, before: text, after: { lines: [], hunks: [] } });
		this.#changed.fire({ uri, before: { lines: [], hunks: [] }, after: text });
	}

	#update({ uri, tracker }: Entry, update: () => void): void {
		const before = tracker.text;
		update();
		const after = tracker.text;
		if (before !== after) {
			this.#changed.fire({ uri, before, after });
		}
	}
}

function newEntry(document: vscode.TextDocument): Entry {
	return { uri: document.uri, tracker: new Tracker(splitLines(document.getText())), isOpen: true };
}

function toWorkspaceEdit({ uri, eol }: vscode.TextDocument, { before, replacements }: Change): vscode.WorkspaceEdit {
	const edit = new vscode.WorkspaceEdit();
	const newLine = eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
	for (const { range, newText } of toTextReplacements(before.lines, replacements, newLine)) {
		const { start, end } = range;
		edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
	}
	return edit;
}

function hasText(document: vscode.TextDocument, { lines }: MarkedText): boolean {
	return !document.isUntitled && areSameLines(splitLines(document.getText()), lines);
}

async function storedLines(uri: vscode.Uri): Promise<string[] | undefined> {
	if (uri.scheme === "untitled") {
		return [];
	}
	try {
		const bytes = await vscode.workspace.fs.readFile(uri);
		return splitLines(await vscode.workspace.decode(bytes, { uri }));
	} catch {
		// Moved or deleted, which is told by other events; or out of reach for now: opening it will tell.
		return undefined;
	}
}

function isWithin(uri: vscode.Uri, folder: vscode.Uri): boolean {
	return `${uri}/`.startsWith(`${folder}/`);
}

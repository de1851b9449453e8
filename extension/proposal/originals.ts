import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import type { MarkedDocuments } from "./markedDocuments";
import { originalLines } from "./markedText";

const scheme = "rationale-original";

/** Each document with proposals as it would be without those that are pending, as a virtual document. */
export class Originals implements vscode.TextDocumentContentProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
	readonly onDidChange = this.#changed.event;
	readonly #marked: MarkedDocuments;

	constructor(marked: MarkedDocuments) {
		this.#marked = marked;
		this.#store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
		this.#store.add(marked.onDidChange(({ uri }) => this.#changed.fire(this.uriOf(uri))));
	}

	/** The path is kept: the language goes by its extension. */
	uriOf(uri: vscode.Uri): vscode.Uri {
		return uri.with({ scheme, query: uri.toString() });
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		const text = this.#marked.get(vscode.Uri.parse(uri.query, true));
		return text ? originalLines(text).join("\n") : "";
	}

	dispose(): void {
		this.#store.dispose();
	}
}

import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import { nameOf } from "./openDocument";

const scheme = "rationale-proposal";

export interface DiffSides {
	readonly before: string;
	readonly after: string;
	/** Behind the file's name; what is proposed, where undefined. */
	readonly title?: string;
}

/** Shows a proposal, or two of them, in the diff editor, as two virtual documents: the user's own stays as it is. */
export class ProposalDiffs implements vscode.TextDocumentContentProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #contents = new Map<string, string>();

	constructor() {
		this.#store.add(vscode.workspace.registerTextDocumentContentProvider(scheme, this));
		this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#contents.delete(uri.toString())));
	}

	async show(id: string, uri: vscode.Uri, { before, after, title = "Proposed Edit" }: DiffSides): Promise<void> {
		const left = uri.with({ scheme, query: `before=${id}` });
		const right = uri.with({ scheme, query: `after=${id}` });
		this.#contents.set(left.toString(), before);
		this.#contents.set(right.toString(), after);
		// What the user is typing in the meantime stays where it is typed.
		const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
		await vscode.commands.executeCommand("vscode.diff", left, right, `${nameOf(uri)} (${title})`, options);
	}

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.#contents.get(uri.toString()) ?? "";
	}

	dispose(): void {
		this.#store.dispose();
	}
}

import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import type { MarkedDocuments } from "./markedDocuments";
import { isPending } from "./markedText";
import type { Originals } from "./originals";

/**
 * The editor's own marks in the gutter, and its peek at the old lines. They need a source control, which is there
 * only as long as something is pending.
 */
export class HunkQuickDiff implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #marked: MarkedDocuments;
	readonly #originals: Originals;
	#control: ProposalControl | undefined;

	constructor(marked: MarkedDocuments, originals: Originals) {
		this.#marked = marked;
		this.#originals = originals;
		this.#store.add(marked.onDidChange(() => this.#update()));
	}

	dispose(): void {
		this.#store.dispose();
		this.#control?.dispose();
	}

	#update(): void {
		const pending = this.#marked.all().filter(({ text }) => text.hunks.some(isPending));
		const uris = pending.map(({ uri }) => uri);
		if (uris.join("\n") === this.#control?.uris.join("\n")) {
			return;
		}
		this.#control?.dispose();
		// An editor asks a provider for its document's original but once: another file needs another provider.
		this.#control = uris.length > 0 ? new ProposalControl(uris, this.#originals) : undefined;
	}
}

class ProposalControl implements vscode.QuickDiffProvider, vscode.Disposable {
	readonly label = "Rationale";
	readonly #control = vscode.scm.createSourceControl("rationale", "Rationale");
	readonly #originals: Originals;

	constructor(
		readonly uris: readonly vscode.Uri[],
		originals: Originals,
	) {
		this.#originals = originals;
		this.#control.inputBox.visible = false;
		// Proposals are not changes to commit: they do not add to the number on the activity bar.
		this.#control.count = 0;
		this.#control.createResourceGroup("proposed", "Proposed Changes").resourceStates = uris.map((resourceUri) => ({
			resourceUri,
			command: { title: "Open", command: "vscode.open", arguments: [resourceUri] },
		}));
		this.#control.quickDiffProvider = this;
	}

	provideOriginalResource(uri: vscode.Uri): vscode.Uri | undefined {
		return this.uris.some((it) => it.toString() === uri.toString()) ? this.#originals.uriOf(uri) : undefined;
	}

	dispose(): void {
		this.#control.dispose();
	}
}

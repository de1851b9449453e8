import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { OpenDocument } from "../../completion/related";
import { isSecret } from "../../protocol/secrets";

export interface OpenDocumentsOptions {
	/** A document's path as the model is shown it. */
	readonly pathOf: (uri: string) => string;
	/** Whether the workspace keeps a file out of its repository. */
	readonly isIgnored: (uri: string) => Promise<boolean>;
}

/** The open documents whose code may be shown to a model beside another's: no secrets, and nothing that is ignored. */
export class OpenDocuments {
	readonly #documents: TextDocuments<TextDocument>;
	readonly #options: OpenDocumentsOptions;
	/** The least recently used first. */
	readonly #used = new Set<string>();

	constructor(documents: TextDocuments<TextDocument>, options: OpenDocumentsOptions) {
		this.#documents = documents;
		this.#options = options;
		documents.onDidChangeContent(({ document: { uri } }) => this.use(uri));
		documents.onDidClose(({ document: { uri } }) => this.#used.delete(uri));
	}

	/** The user is at work in it. */
	use(uri: string): void {
		this.#used.delete(uri);
		this.#used.add(uri);
	}

	/** The one used last first. */
	async read(): Promise<readonly OpenDocument[]> {
		const read = [...this.#used].reverse().map(async (uri) => {
			const document = this.#documents.get(uri);
			if (!document || isSecret(uri) || (await this.#options.isIgnored(uri))) return undefined;
			return { uri, path: this.#options.pathOf(uri), languageId: document.languageId, text: document.getText() };
		});
		return (await Promise.all(read)).filter((it) => it !== undefined);
	}
}

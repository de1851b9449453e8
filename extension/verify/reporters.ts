import * as vscode from "vscode";
import { DisposableStore } from "../disposable";

/** What users call the source of a diagnostic, where that is another name. */
const names: Readonly<Record<string, string>> = { ts: "TypeScript", js: "TypeScript", eslint: "ESLint" };

/** Who checks a language even while it has found nothing: a server does not say its name then. */
const checkers = [
	{
		extension: "vscode.typescript-language-features",
		name: "TypeScript",
		languages: ["typescript", "typescriptreact"],
	},
	{ extension: "ms-python.vscode-pylance", name: "Pylance", languages: ["python"] },
	{ extension: "rust-lang.rust-analyzer", name: "rust-analyzer", languages: ["rust"] },
	{ extension: "golang.go", name: "gopls", languages: ["go"] },
] as const;

/** Which documents language servers have reported on in this window, and under which names. */
export class Reporters implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #reported = new Set<string>();
	readonly #sources = new Map<string, Set<string>>();

	constructor() {
		this.#note(vscode.languages.getDiagnostics().map(([uri]) => uri));
		// A server also tells that it has found nothing.
		this.#store.add(vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#note(uris)));
		this.#store.add(vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#reported.delete(uri.toString())));
	}

	/** Whether anything was said of the document since it was opened. */
	hasReported(uri: vscode.Uri): boolean {
		return this.#reported.has(uri.toString());
	}

	/** Those that check documents of the language. */
	namesFor(languageId: string): readonly string[] {
		const seen = [...(this.#sources.get(languageId) ?? [])].map((source) => names[source] ?? source);
		const active = checkers.filter(
			({ extension, languages }) =>
				languages.some((it) => it === languageId) && vscode.extensions.getExtension(extension)?.isActive,
		);
		return [...new Set([...active.map(({ name }) => name), ...seen])];
	}

	dispose(): void {
		this.#store.dispose();
	}

	#note(uris: readonly vscode.Uri[]): void {
		for (const uri of uris) {
			this.#reported.add(uri.toString());
			const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
			if (document) {
				this.#noteSources(document);
			}
		}
	}

	#noteSources({ uri, languageId }: vscode.TextDocument): void {
		const sources = this.#sources.get(languageId) ?? new Set();
		for (const { source } of vscode.languages.getDiagnostics(uri)) {
			if (source) {
				sources.add(source);
			}
		}
		this.#sources.set(languageId, sources);
	}
}

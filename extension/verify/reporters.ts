import * as vscode from "vscode";
import { DisposableStore } from "../disposable";

/** Milliseconds that language servers are given to say what they have to say. */
export const reportLimit = 10_000;

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
	/** Milliseconds on the clock of `performance`, by document. */
	readonly #openedAt = new Map<string, number>();
	readonly #sources = new Map<string, Set<string>>();

	constructor() {
		this.#note(vscode.languages.getDiagnostics().map(([uri]) => uri));
		for (const document of vscode.workspace.textDocuments) {
			this.#opened(document);
		}
		// Some servers also tell that they have found nothing.
		this.#store.add(vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#note(uris)));
		this.#store.add(
			vscode.workspace.onDidOpenTextDocument((document) => {
				this.#reported.delete(document.uri.toString());
				this.#opened(document);
			}),
		);
		this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#openedAt.delete(uri.toString())));
	}

	/** Whether what is wrong in the document is known by now: something was said of it, or there was time to. */
	isKnown(uri: vscode.Uri): boolean {
		const openedAt = this.#openedAt.get(uri.toString()) ?? Number.POSITIVE_INFINITY;
		return this.#reported.has(uri.toString()) || performance.now() - openedAt > reportLimit;
	}

	/** Whether anyone is known to check the document. */
	isChecked({ uri, languageId }: vscode.TextDocument): boolean {
		return this.#reported.has(uri.toString()) || this.namesFor(languageId).length > 0;
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

	#opened({ uri }: vscode.TextDocument): void {
		this.#openedAt.set(uri.toString(), performance.now());
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

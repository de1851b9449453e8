import * as vscode from "vscode";
import type { RunSnapshot } from "../../server/protocol/run";
import { DisposableStore } from "../disposable";
import { type LineRange, lineChange, shiftLines } from "./trackedRange";

interface Code {
	readonly uri: vscode.Uri;
	readonly lines: LineRange;
}

/** Where the code of each run stands now: its file may have been renamed, and the lines above it edited. */
export class TrackedCode implements vscode.Disposable {
	readonly #code = new Map<string, Code>();
	readonly #unplaced = new Set<string>();
	readonly #store = new DisposableStore();

	constructor() {
		this.#store.add(vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)));
		this.#store.add(vscode.workspace.onDidRenameFiles((event) => this.#renamed(event)));
	}

	track({ id, uri, range }: RunSnapshot): void {
		this.#code.set(id, { uri: vscode.Uri.parse(uri), lines: { start: range.start.line, end: range.end.line } });
	}

	/** A run that continues another is about the same code, wherever that has moved since. */
	trackLike(id: string, other: string): void {
		const code = this.#code.get(other);
		if (code) {
			this.#code.set(id, code);
		}
		if (this.#unplaced.has(other)) {
			this.#unplaced.add(id);
		}
	}

	/** Whether it is known where the run's code stands. */
	isPlaced(id: string): boolean {
		return !this.#unplaced.has(id);
	}

	get(id: string): Code | undefined {
		return this.#code.get(id);
	}

	/** Nobody followed the code since it was last seen: where it stands is to be found out. */
	restore(run: RunSnapshot): void {
		this.track(run);
		this.#unplaced.add(run.id);
	}

	/** Code that nobody followed was found on these lines. */
	place(id: string, lines: LineRange): void {
		const code = this.#code.get(id);
		if (code && this.#unplaced.delete(id)) {
			this.#code.set(id, { ...code, lines });
		}
	}

	forget(id: string): void {
		this.#code.delete(id);
		this.#unplaced.delete(id);
	}

	dispose(): void {
		this.#store.dispose();
	}

	#edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
		for (const [id, code] of this.#code) {
			if (code.uri.toString() === document.uri.toString()) {
				this.#code.set(id, { uri: code.uri, lines: contentChanges.map(lineChange).reduce(shiftLines, code.lines) });
			}
		}
	}

	#renamed({ files }: vscode.FileRenameEvent): void {
		for (const [id, code] of this.#code) {
			// A renamed folder takes its files along.
			const file = files.find(({ oldUri }) => `${code.uri}/`.startsWith(`${oldUri}/`));
			if (file) {
				const path = file.newUri.path + code.uri.path.slice(file.oldUri.path.length);
				this.#code.set(id, { ...code, uri: file.newUri.with({ path }) });
			}
		}
	}
}

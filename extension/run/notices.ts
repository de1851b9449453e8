import * as vscode from "vscode";

/** Why a run's edit is not in the document, in a sentence, for the runs where it is not. */
export class Notices implements vscode.Disposable {
	readonly #notices = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<string>();

	/** The run whose notice was set or cleared. */
	readonly onDidChange = this.#changed.event;

	get(id: string): string | undefined {
		return this.#notices.get(id);
	}

	set(id: string, notice: string): void {
		this.#notices.set(id, notice);
		this.#changed.fire(id);
	}

	/** The edit is there after all. */
	clear(id: string): void {
		if (this.#notices.delete(id)) {
			this.#changed.fire(id);
		}
	}

	dispose(): void {
		this.#changed.dispose();
	}
}

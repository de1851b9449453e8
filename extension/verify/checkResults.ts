import { posix } from "node:path";
import * as vscode from "vscode";
import type { CheckView, ProblemView } from "../../media/reasoning/protocol";
import type { EditorProblem } from "./editorProblems";

/** A problem that an edit brought. */
export interface NewProblem extends EditorProblem {
	/** The hunk that it belongs to; null: it is the edit's as a whole. */
	readonly hunk: number | null;
}

/** What is known of an edit in the editor. */
export interface Check {
	readonly kind: "checking" | "clean" | "unchecked" | "problems";
	/** Names of who checked. */
	readonly sources: readonly string[];
	readonly problems: readonly NewProblem[];
	readonly tests: CheckView["tests"];
	/** Why the tests count as failed, in a sentence. */
	readonly testFailure: string;
	readonly note: string;
}

const nothing: Check = { kind: "checking", sources: [], problems: [], tests: "none", testFailure: "", note: "" };

/** The checks of the edits in the editor, by run. */
export class CheckResults implements vscode.Disposable {
	readonly #checks = new Map<string, Check>();
	readonly #changed = new vscode.EventEmitter<string>();
	/** The run whose edit something new is known of. */
	readonly onDidChange = this.#changed.event;

	get(id: string): Check | undefined {
		return this.#checks.get(id);
	}

	/** The runs whose edits brought problems, newest first. */
	withProblems(): readonly string[] {
		return [...this.#checks]
			.filter(([, { problems }]) => problems.length > 0)
			.map(([id]) => id)
			.reverse();
	}

	update(id: string, known: Partial<Check>): void {
		this.#checks.set(id, { ...nothing, ...this.#checks.get(id), ...known });
		this.#changed.fire(id);
	}

	/** The edit is not in the document any more. */
	delete(id: string): void {
		if (this.#checks.delete(id)) {
			this.#changed.fire(id);
		}
	}

	view(id: string): CheckView | undefined {
		const check = this.#checks.get(id);
		if (!check) {
			return undefined;
		}
		const { problems, testFailure, sources, tests, note } = check;
		const failure: ProblemView = { hunk: null, severity: "error", message: testFailure, where: "" };
		const shown = [...problems.map(viewOf), ...(testFailure === "" ? [] : [failure])];
		const kind = shown.length > 0 ? "problems" : check.kind;
		return { kind, sources, problems: shown, tests, note };
	}

	dispose(): void {
		this.#changed.dispose();
	}
}

function viewOf({ hunk, severity, message, uri, line }: NewProblem): ProblemView {
	const name = posix.basename(vscode.Uri.parse(uri).path);
	return { hunk, severity, message, where: `${name}:${line + 1}` };
}

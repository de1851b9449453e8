// From the sidebar to the code.
import * as vscode from "vscode";
import type { RunResult } from "../../server/protocol/run";
import { DisposableStore } from "../disposable";
import type { Proposals } from "../proposal/proposals";
import type { Runs } from "../run/runs";
import { lineNow } from "./lineNow";

export class Navigation implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #highlight = this.#store.add(
		vscode.window.createTextEditorDecorationType({
			isWholeLine: true,
			backgroundColor: new vscode.ThemeColor("editor.rangeHighlightBackground"),
			borderColor: new vscode.ThemeColor("editor.rangeHighlightBorder"),
		}),
	);

	constructor(
		private readonly runs: Runs,
		private readonly proposals: Proposals,
	) {
		// Only until the user goes on working in that editor.
		this.#store.add(
			vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor.setDecorations(this.#highlight, [])),
		);
	}

	/** The code that the run is about. */
	async showCode(id: string): Promise<void> {
		const { start, end } = this.#codeOf(id).lines;
		await this.#showLines(id, [start, end]);
	}

	/** The first of a step's hunks that is still to be decided, else the lines that the step names. */
	async showStep(id: string, step: number): Promise<void> {
		const result = this.#editOf(id);
		const hunks = result?.links.filter((it) => it.step === step).map((it) => it.hunk) ?? [];
		const decisions = this.proposals.view(id)?.hunks.map((it) => it.decision) ?? [];
		const hunk = hunks.find((it) => decisions[it] === "pending");
		if (hunk !== undefined) {
			await this.showHunk(id, hunk);
			return;
		}
		const run = this.runs.get(id);
		const offset = this.#codeOf(id).lines.start - (run?.range.start.line ?? 0);
		const lines = run?.steps[step]?.lines.map((line) => lineNow(line, result?.hunks ?? [], decisions) + offset) ?? [];
		await (lines.length > 0 ? this.#showLines(id, lines) : this.showCode(id));
	}

	async showHunk(id: string, hunk: number): Promise<void> {
		if (this.proposals.view(id)) {
			await this.proposals.reveal(id, hunk);
		} else {
			await this.showCode(id);
		}
	}

	dispose(): void {
		this.#store.dispose();
	}

	#editOf(id: string): Extract<RunResult, { kind: "edit" }> | undefined {
		const state = this.runs.get(id)?.state;
		return state?.kind === "done" && state.result.kind === "edit" ? state.result : undefined;
	}

	#codeOf(id: string) {
		const code = this.runs.codeOf(id);
		if (!code) {
			throw new Error("That run is not known any more.");
		}
		return code;
	}

	/** Marks the lines and leaves cursor and focus where they are. */
	async #showLines(id: string, lines: readonly number[]): Promise<void> {
		const { uri } = this.#codeOf(id);
		const visible = vscode.window.visibleTextEditors.find((it) => it.document.uri.toString() === uri.toString());
		const editor =
			visible ??
			(await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preserveFocus: true }));
		const range = new vscode.Range(Math.min(...lines), 0, Math.max(...lines), 0);
		editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
		editor.setDecorations(this.#highlight, [range]);
	}
}

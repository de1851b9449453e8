import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import { diffText, whysToMarkdown } from "./hoverText";
import type { MarkedDocuments } from "./markedDocuments";
import { hunkAt, lineOf, type MarkedHunk } from "./markedText";
import type { Why } from "./why";

const commands = { accept: "rationale.acceptHunk", reject: "rationale.rejectHunk", why: "rationale.showWhy" } as const;

/** On the lines of a pending hunk: what they were before, the steps that led to it, and what can be done. */
export class HunkHover implements vscode.HoverProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #marked: MarkedDocuments;
	readonly #whysOf: (hunk: MarkedHunk) => readonly Why[];

	constructor(marked: MarkedDocuments, whysOf: (hunk: MarkedHunk) => readonly Why[]) {
		this.#marked = marked;
		this.#whysOf = whysOf;
		this.#store.add(vscode.languages.registerHoverProvider("*", this));
	}

	provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
		const text = this.#marked.get(document.uri);
		const hunk = text && hunkAt(text, position.line);
		if (!hunk) {
			return undefined;
		}
		const first = lineOf(text, hunk);
		const range = document.validateRange(new vscode.Range(first, 0, Math.max(first + 1, hunk.end), 0));
		const newLines = text.lines.slice(hunk.start, hunk.end);
		return new vscode.Hover(hoverText(hunk, newLines, this.#whysOf(hunk)), range);
	}

	dispose(): void {
		this.#store.dispose();
	}
}

function hoverText(hunk: MarkedHunk, newLines: readonly string[], whys: readonly Why[]): vscode.MarkdownString {
	const text = new vscode.MarkdownString("", true);
	text.isTrusted = { enabledCommands: Object.values(commands) };
	text.appendCodeblock(diffText(hunk.oldLines, newLines), "diff");
	const address = (command: string, ...more: readonly number[]) =>
		`command:${command}?${encodeURIComponent(JSON.stringify([hunk.run, hunk.index, ...more]))}`;
	text.appendMarkdown(whysToMarkdown(whys, (step) => address(commands.why, step)));
	return text.appendMarkdown(`[Accept](${address(commands.accept)}) · [Reject](${address(commands.reject)})`);
}

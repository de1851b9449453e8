import * as vscode from "vscode";
import { DisposableStore } from "../disposable";
import { diffText, proseToMarkdown } from "./hoverText";
import type { MarkedDocuments } from "./markedDocuments";
import { hunkAt, lineOf, type MarkedHunk } from "./markedText";
import type { Why } from "./why";

const commands = { accept: "rationale.acceptHunk", reject: "rationale.rejectHunk", why: "rationale.showWhy" } as const;

/** On the lines of a pending hunk: what they were before, the step that led to it, and what can be done. */
export class HunkHover implements vscode.HoverProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #marked: MarkedDocuments;
	readonly #whyOf: (hunk: MarkedHunk) => Why | undefined;

	constructor(marked: MarkedDocuments, whyOf: (hunk: MarkedHunk) => Why | undefined) {
		this.#marked = marked;
		this.#whyOf = whyOf;
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
		return new vscode.Hover(hoverText(hunk, newLines, this.#whyOf(hunk)), range);
	}

	dispose(): void {
		this.#store.dispose();
	}
}

function hoverText(hunk: MarkedHunk, newLines: readonly string[], why: Why | undefined): vscode.MarkdownString {
	const text = new vscode.MarkdownString("", true);
	text.isTrusted = { enabledCommands: Object.values(commands) };
	text.appendCodeblock(diffText(hunk.oldLines, newLines), "diff");
	if (why) {
		text.appendMarkdown(`**${why.title}**\n\n${proseToMarkdown(why.text)}\n\n`);
	}
	const link = (title: string, command: string) => {
		const args = encodeURIComponent(JSON.stringify([hunk.run, hunk.index]));
		return `[${title}](command:${command}?${args})`;
	};
	const links = [link("Accept", commands.accept), link("Reject", commands.reject)];
	return text.appendMarkdown([...links, ...(why ? [link("Why", commands.why)] : [])].join(" · "));
}

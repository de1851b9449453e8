// Gathers what a run starts from: the code, and what the editor knows of it.
import * as vscode from "vscode";
import type { Action } from "../../server/protocol/action";
import type { RelatedCode } from "../../server/protocol/runs";
import { relatedCode } from "../context/related";
import { type SymbolLike, symbolsAround } from "../context/symbols";

/** Milliseconds that a user waits for other language servers before the model gets to work. */
const symbolTime = 2000;
const relatedTime = 800;

/** What an action is to work on. */
export interface RunTarget {
	readonly uri: vscode.Uri;
	/** Empty: what is around it. */
	readonly range: vscode.Range;
	readonly diagnostics?: readonly vscode.Diagnostic[];
}

export interface Surroundings {
	readonly symbols: readonly vscode.Range[];
	readonly diagnostics: readonly vscode.Diagnostic[];
	readonly related: readonly RelatedCode[];
}

export async function surroundingsOf(
	action: Action,
	document: vscode.TextDocument,
	target: RunTarget,
): Promise<Surroundings> {
	const symbols = target.range.isEmpty ? await symbolRanges(document, target.range.start) : [];
	const code = wholeLines(
		document,
		target.range.isEmpty ? (innermost(symbols) ?? paragraph(document, target.range.start)) : target.range,
	);
	const known = target.diagnostics ?? vscode.languages.getDiagnostics(document.uri);
	return {
		symbols,
		diagnostics: action === "fix" ? known.filter((it) => it.range.intersection(code)) : [],
		related: await relatedCode(document, code, AbortSignal.timeout(relatedTime)),
	};
}

async function symbolRanges(
	document: vscode.TextDocument,
	position: vscode.Position,
): Promise<readonly vscode.Range[]> {
	const request = vscode.commands
		.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
			"vscode.executeDocumentSymbolProvider",
			document.uri,
		)
		// Without symbols the paragraph around the cursor is taken.
		.then(undefined, () => undefined);
	const symbols = (await Promise.race([request, elapsed(symbolTime)])) ?? [];
	return symbolsAround(symbols.map(toSymbol), position).map(
		({ start, end }) => new vscode.Range(start.line, start.character, end.line, end.character),
	);
}

const functionKinds = new Set([vscode.SymbolKind.Function, vscode.SymbolKind.Method, vscode.SymbolKind.Constructor]);

function toSymbol(symbol: vscode.DocumentSymbol | vscode.SymbolInformation): SymbolLike {
	const range = "location" in symbol ? symbol.location.range : symbol.range;
	const children = "children" in symbol ? symbol.children.map(toSymbol) : [];
	return {
		name: symbol.name,
		isFunction: functionKinds.has(symbol.kind),
		start: range.start,
		end: range.end,
		children,
	};
}

function innermost(ranges: readonly vscode.Range[]): vscode.Range | undefined {
	return ranges.reduce<vscode.Range | undefined>((best, it) => (best && !best.contains(it) ? best : it), undefined);
}

function paragraph(document: vscode.TextDocument, { line }: vscode.Position): vscode.Range {
	const isBlank = (at: number) => document.lineAt(at).isEmptyOrWhitespace;
	let start = line;
	let end = line;
	while (start > 0 && !isBlank(start - 1)) {
		start--;
	}
	while (end < document.lineCount - 1 && !isBlank(end + 1)) {
		end++;
	}
	return new vscode.Range(start, 0, end, 0);
}

function wholeLines(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
	return new vscode.Range(range.start.line, 0, range.end.line, document.lineAt(range.end.line).range.end.character);
}

function elapsed(milliseconds: number): Promise<undefined> {
	return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

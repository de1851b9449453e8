// Which of a document's symbols an action without a selection is about.
import type { Position } from "vscode-languageserver-protocol";

export interface SymbolLike {
	readonly name: string;
	readonly isFunction: boolean;
	readonly start: Position;
	readonly end: Position;
	readonly children: readonly SymbolLike[];
}

/**
 * The functions around a place, else the other symbols around it. A variable inside a function is not what "here" means,
 * nor is a callback that a language server lists as `map() callback`.
 */
export function symbolsAround(symbols: readonly SymbolLike[], place: Position): readonly SymbolLike[] {
	const around = symbols.flatMap((symbol) => flatten(symbol)).filter((symbol) => contains(symbol, place));
	const functions = around.filter((it) => it.isFunction && !/\bcallback$/.test(it.name));
	return functions.length > 0 ? functions : around;
}

function flatten(symbol: SymbolLike): readonly SymbolLike[] {
	return [symbol, ...symbol.children.flatMap(flatten)];
}

function contains({ start, end }: SymbolLike, place: Position): boolean {
	// Whole lines: a cursor in the indentation before a function, or behind its brace, means the function.
	return start.line <= place.line && place.line <= end.line;
}

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type SymbolLike, symbolsAround } from "../../../extension/context/symbols";

function symbol(
	kind: "class" | "method" | "function" | "variable",
	name: string,
	start: number,
	end: number,
	...children: SymbolLike[]
): SymbolLike {
	return {
		name,
		isFunction: kind === "function" || kind === "method",
		start: { line: start, character: 2 },
		end: { line: end, character: 3 },
		children,
	};
}

const file = [
	symbol("variable", "limits", 0, 3),
	symbol(
		"class",
		"Cart",
		5,
		20,
		symbol("variable", "items", 6, 6),
		symbol("method", "sum", 8, 14, symbol("variable", "total", 9, 9), symbol("function", "map() callback", 11, 12)),
	),
];

const namesAt = (line: number) => symbolsAround(file, { line, character: 0 }).map((it) => it.name);

suite("the symbols around a cursor", () => {
	test("are the functions where there are any", () => assert.deepEqual(namesAt(9), ["sum"]));
	test("are not the callbacks inside a function", () => assert.deepEqual(namesAt(11), ["sum"]));
	test("begin with the line, not with the first letter", () => assert.deepEqual(namesAt(8), ["sum"]));
	test("are others outside of functions", () => assert.deepEqual(namesAt(6), ["Cart", "items"]));
	test("may be a variable at the top", () => assert.deepEqual(namesAt(1), ["limits"]));
	test("are none between them", () => assert.deepEqual(namesAt(4), []));
});

import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Frame } from "../../../server/completion/frame";
import { chooseFor, type OpenDocument, similarChunks } from "../../../server/completion/related";
import type { RelatedCode } from "../../../server/protocol/runs";
import { placeIn } from "./places";

const place = placeIn(`import { rate } from "./rate";

export function sumPrices(prices: number[], discount: number): number {
	let total = 0;
	for (const price of prices) total += price * discount;
	│
}
`);

function file(path: string, text: string, languageId = "typescript"): OpenDocument {
	return { uri: `file:///shop/${path}`, path, languageId, text };
}

const sumTaxes = `export function sumTaxes(prices: number[], tax: number): number {
	let total = 0;
	for (const price of prices) total += price * tax;
	return total;
}`;
const maxPrice = `function maxPrice(prices: number[]): number {
	let most = prices[0];
	for (const price of prices) if (price > most) most = price;
	return most;
}`;
const paint = `function paint(canvas: Canvas, color: string) {
	canvas.fill(color, width, height);
}`;

const codes = (documents: readonly OpenDocument[]) => similarChunks(place, documents).map(({ code }) => code);

suite("similar chunks of other documents", () => {
	test("are those that share identifiers with the code at the cursor, the most similar first", () => {
		deepEqual(
			similarChunks(place, [file("src/a.ts", `${paint}\n\n${maxPrice}\n`), file("src/b.ts", `${sumTaxes}\n`)]),
			[
				{ path: "src/b.ts", languageId: "typescript", code: sumTaxes },
				{ path: "src/a.ts", languageId: "typescript", code: maxPrice },
			],
		);
	});

	test("are whole lines from the start of a function", () => {
		deepEqual(codes([file("a.ts", `${paint}\r\n\r\n${sumTaxes.replaceAll("\n", "\r\n")}\r\n\r\n${paint}`)]), [
			sumTaxes,
		]);
	});

	for (const [name, documents] of [
		["without other documents", []],
		["where nothing is alike", [file("a.ts", paint)]],
		["in the document itself", [{ ...file("a.ts", sumTaxes), uri: place.uri }]],
		["that is the same code", [file("a.ts", `${place.before}return total;\n}\n`)]],
		["in a minified file", [file("a.ts", `${sumTaxes.replaceAll("\n", " ")} ${"x;".repeat(400)}`)]],
		["where comments alone are the same", [file("a.ts", "// Prices: total, discount, rate, price.\nlet a;")]],
		["where keywords alone are the same", [file("a.ts", "export function f() {\n\tfor (const a of b) return;\n}")]],
	] as const) {
		test(`are none ${name}`, () => deepEqual(codes(documents), []));
	}

	test("are each there once", () => {
		const documents = [file("a.ts", sumTaxes), file("b.ts", sumTaxes), file("c.ts", sumTaxes.replace("\n}", "\n};"))];
		deepEqual(codes(documents), [sumTaxes]);
	});

	test("are of the document used last where two are as similar", () => {
		const other = sumTaxes.replaceAll("tax", "fee").replaceAll("Tax", "Fee");
		const [first] = similarChunks(place, [file("a.ts", other), file("b.ts", sumTaxes)]);
		equal(first?.path, "a.ts");
		const [last] = similarChunks(place, [file("b.ts", sumTaxes), file("a.ts", other)]);
		equal(last?.path, "b.ts");
	});

	test("of the same language or a kindred one come before those of another", () => {
		const documents = [file("a.py", sumTaxes, "python"), file("a.js", maxPrice, "javascript")];
		deepEqual(codes(documents), [maxPrice, sumTaxes]);
	});

	test("that are neighbours are one", () => {
		deepEqual(codes([file("a.ts", `${maxPrice}\n\n\n${sumTaxes}\n\n${paint}\n`)]), [`${maxPrice}\n\n\n${sumTaxes}`]);
	});

	test("are no more than eight, of no more than 60 lines", () => {
		const long = Array.from(
			{ length: 200 },
			(_, at) => `\tconst price${at} = prices[${at}] * discount + total;\n${at % 9 ? "" : "\n"}`,
		);
		const documents = Array.from({ length: 30 }, (_, at) =>
			file(
				`${at}.ts`,
				`function f${at}(prices, discount, total, price) {\n${long.join("").replaceAll("const price", `const p${at}_`)}}\n`,
			),
		);
		const found = codes(documents);
		ok(found.length > 0 && found.length <= 8);
		ok(found.every((code) => code.split("\n").length <= 60));
	});

	test("of very long documents are looked for at their beginning", () => {
		const filler = `${paint}\n\n`.repeat(5000);
		deepEqual(codes([file("a.ts", filler + sumTaxes)]), []);
		deepEqual(codes([file("a.ts", `${sumTaxes}\n\n${filler}`)]), [sumTaxes]);
	});
});

suite("the related code of a frame", () => {
	const frame: Frame = {
		uri: "file:///shop/cart.ts",
		path: "cart.ts",
		languageId: "typescript",
		before: "function shown() {\n\treturn 1;\n}\n",
		after: "\nlet below;",
		related: [],
	};
	const code = (text: string, path = "a.ts"): RelatedCode => ({ path, languageId: "typescript", code: text });
	/** A token for each character. */
	const countTokens = async (texts: readonly string[]) => texts.map((text) => text.length);

	async function chosen(
		declarations: RelatedCode[],
		chunks: RelatedCode[],
		{ budget = 100, previous = [] as readonly RelatedCode[] } = {},
	): Promise<string[]> {
		const found = await chooseFor(frame, { declarations, chunks }, { budget, countTokens, previous });
		return found.map((piece) => piece.code);
	}

	test("is declarations before chunks, as far as they fit", async () => {
		deepEqual(await chosen([code("one"), code("two")], [code("three"), code("four")], { budget: 11 }), [
			"one",
			"two",
			"three",
		]);
	});

	test("is nothing without a budget, and nothing of nothing", async () => {
		deepEqual(await chosen([code("one")], [], { budget: 0 }), []);
		deepEqual(await chosen([], []), []);
	});

	test("is not what the window shows, nor what a declaration says already", async () => {
		const declarations = [code("function shown() {\n\treturn 1;\n}"), code("let below;"), code("class A {\n\tf();\n}")];
		deepEqual(await chosen(declarations, [code("\tf();"), code("g();")]), ["class A {\n\tf();\n}", "g();"]);
	});

	test("stays as it was while most would be chosen again", async () => {
		const previous = [code("one"), code("two"), code("three")];
		deepEqual(await chosen([code("two"), code("one")], [code("four"), code("three")], { budget: 13, previous }), [
			"one",
			"two",
			"three",
		]);
	});

	for (const [name, chunks, budget] of [
		["a piece of it has changed", ["one", "two", "thre"], 100],
		["little would be chosen again", ["four", "five", "six", "one", "two", "three"], 20],
		["it does not fit any more", ["one", "two", "three"], 9],
	] as const) {
		test(`is chosen anew when ${name}`, async () => {
			const previous = [code("three"), code("two"), code("one")];
			const now = chunks.map((text) => code(text));
			deepEqual(await chosen([], now, { budget, previous }), await chosen([], now, { budget }));
		});
	}

	test("stays where a piece was cut", async () => {
		const long = Array.from({ length: 20 }, (_, at) => `line ${at}`).join("\n");
		const first = await chooseFor(
			frame,
			{ declarations: [], chunks: [code(long)] },
			{ budget: 70, countTokens, previous: [] },
		);
		ok(first[0] && first[0].code.length < 70);
		const again = await chooseFor(
			frame,
			{ declarations: [], chunks: [code(long)] },
			{ budget: 70, countTokens, previous: first },
		);
		equal(again, first);
	});

	test("is the same for the same input", async () => {
		const all = [code("one"), code("two"), code("three")];
		deepEqual(await chosen(all, []), await chosen(all, []));
	});
});

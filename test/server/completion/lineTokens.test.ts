import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { LineTokens } from "../../../server/completion/lineTokens";
import { makeFrame } from "../../../server/completion/makeFrame";
import { placeAt, roomy } from "./places";

function counter() {
	const asked: (readonly string[])[] = [];
	const lines = new LineTokens(async (texts) => {
		asked.push(texts);
		return texts.map((text) => text.length);
	});
	return { lines, asked };
}

suite("the tokens of lines", () => {
	test("are those of each, in order", async () => {
		deepEqual(await counter().lines.count(["aa", "b", "aa", ""]), [2, 1, 2, 0]);
	});

	test("are asked for once", async () => {
		const { lines, asked } = counter();
		await lines.count(["a", "b", "a"]);
		await lines.count(["b", "c", "a"]);
		await lines.count(["c"]);
		deepEqual(asked, [["a", "b"], ["c"]]);
	});

	test("are forgotten when there are too many, the least recently used first", async () => {
		const { lines, asked } = counter();
		const many = Array.from({ length: 7999 }, (_, at) => `${at}`);
		await lines.count(["first", ...many]);
		await lines.count(["first", "one more"]);
		asked.length = 0;
		await lines.count(["first", "1", "0"]);
		deepEqual(asked, [["0"]]);
	});

	test("are right for more lines than are kept", async () => {
		const many = Array.from({ length: 20_000 }, (_, at) => `${at}`);
		deepEqual(
			await counter().lines.count(many),
			many.map((text) => text.length),
		);
	});

	test("of a line in a frame are asked for only when the line is new", async () => {
		const { lines, asked } = counter();
		const text = Array.from({ length: 3000 }, (_, at) => `const n${at} = ${at};\n`).join("");
		const frame = (offset: number) =>
			makeFrame(placeAt(text, offset), {
				path: "a.ts",
				related: [],
				budget: roomy,
				previous: undefined,
				countTokens: lines.count,
			});
		const middle = text.indexOf("const n1500");
		await frame(middle);
		asked.length = 0;
		await frame(text.indexOf("\n", middle) + 1);
		// The line that the cursor has left, the rest of its line now, and the line that comes in below.
		equal(asked.flat().length, 3);
	});
});

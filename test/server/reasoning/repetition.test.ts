import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { type Repetition, RepetitionWatch } from "../../../server/reasoning/repetition";
import { readHonestTexts } from "../../support/honestTexts";
import { tokensOf } from "../../support/tokens";

interface Found {
	readonly kind: Repetition["kind"];
	/** What was written before the first repeat. */
	readonly kept: string;
	/** What was written when it was found. */
	readonly read: string;
}

/** Watches a text until something repeats itself. */
function watch(text: string): Found | undefined {
	const repetition = new RepetitionWatch();
	const tokens = tokensOf(text);
	const textOf = (count: number) =>
		tokens
			.slice(0, count)
			.map((it) => it.text)
			.join("");
	for (const [at, { token, text: piece }] of tokens.entries()) {
		const found = repetition.push(token, piece);
		if (found) return { kind: found.kind, kept: textOf(found.start), read: textOf(at + 1) };
	}
	return undefined;
}

/** `make` for 0, 1, 2 … */
function times(count: number, make: (at: number) => string): string {
	return Array.from({ length: count }, (_, at) => make(at)).join("");
}

const opening = "Okay, so I need to find the bug in `addPoints`. It adds up `points` into `total`.\n\n";
const again = "Hmm, let me look at this again. The code is the same as before. I should look at it again.\n\n";
const other = "Wait, maybe the loop is wrong. It goes from the first index to the last one, so that is fine.\n\n";
const numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

interface Loop {
	readonly name: string;
	readonly text: string;
	/** Where only one kind of watching can find it. */
	readonly kind?: Repetition["kind"];
	/** What is kept, where that is worth saying; else it is the text before the loop and one copy. */
	readonly kept?: string;
	/** The most of the text that may have been written before it was found. */
	readonly by?: string;
}

const loops: readonly Loop[] = [
	{ name: "one word", text: opening + " the".repeat(100), kind: "cycle" },
	{ name: "one mark", text: opening + "!".repeat(1000), kind: "cycle" },
	{ name: "two words", text: `${opening}So${" I see".repeat(60)}`, kind: "cycle" },
	{ name: "a short sentence", text: opening + "Wait. ".repeat(60) },
	{ name: "a line", text: opening + "So I should use `<` instead.\n".repeat(10) },
	{
		name: "a paragraph",
		text: opening + again.repeat(8),
		kept: opening + again,
		by: opening + again.repeat(4),
	},
	{
		name: "a paragraph from the very beginning",
		text: again.repeat(8),
		kept: again,
		by: again.repeat(4),
	},
	{
		name: "two paragraphs in turn",
		text: opening + (again + other).repeat(8),
		kept: opening + again + other,
		by: opening + (again + other).repeat(4),
	},
	{
		name: "a page",
		text:
			opening +
			times(20, (at) => `Line ${at} of it adds to the sum, and ${numbers[at % 12]} is ${at * at}.\n\n`).repeat(4),
	},
	{
		name: "a paragraph in other typography",
		text: opening + times(8, (at) => (at % 2 ? again.toUpperCase() : again.replaceAll(".", at % 4 ? "…" : "!"))),
		kind: "sentences",
		kept: opening + again.replaceAll(".", "!"),
	},
	{
		name: "paragraphs in changing order",
		text: opening + [again, other, again, again, other, other, again, other, again, other].join(""),
		kind: "sentences",
	},
	{
		name: "a paragraph with a new number each time",
		text: opening + times(20, (at) => `Let me look at line ${at * 3} once more, since the bug must be in this line. `),
		kind: "sentences",
	},
	{
		name: "a paragraph with one other word each time",
		text:
			opening +
			times(
				20,
				(at) =>
					`So in the ${numbers[at % 12]} case I look at the loop again and see that it adds up all the values and then returns the total at the end, as it should do.\n\n`,
			),
		kind: "sentences",
	},
	{
		name: "a paragraph with another name each time",
		text:
			opening + times(20, (at) => `I should rename \`${numbers[at % 12]}${at}\` so that it says what it holds.\n\n`),
		kind: "sentences",
	},
	{
		name: "an item of a list",
		text: `${opening}What I know:\n\n${times(30, (at) => `${at + 1}. The loop goes one step too far.\n`)}`,
		kind: "sentences",
	},
	{
		name: "a heading and its sentence",
		text: opening + "### Check\n\nThe loop is right.\n\n".repeat(12),
	},
	{ name: "Chinese", text: opening + "首先，我需要看这个函数。这个循环是对的。\n\n".repeat(12) },
	{
		name: "Chinese with a new number each time",
		text: opening + times(20, (at) => `让我再检查第${at}行，看看这个循环是不是对的。`),
		kind: "sentences",
	},
	{ name: "Russian", text: opening + "Сначала мне нужно посмотреть на эту функцию. ".repeat(12) },
	{
		name: "an answer's line of code",
		text: `\`\`\`python\n${"    total = total + value\n".repeat(300)}`,
		kind: "cycle",
	},
	{
		name: "an answer's block of code",
		text: `Here it is:\n\n${"```js\nexport function add(a, b) {\n\treturn a + b;\n}\n```\n\nAnd here it is again:\n\n".repeat(8)}`,
		kind: "cycle",
	},
	{
		name: "an answer's functions, within one block",
		text: `\`\`\`js\n${"function add(a, b) {\n\tif (a === undefined) {\n\t\treturn b;\n\t}\n\treturn a + b;\n}\n\n".repeat(40)}`,
		kind: "cycle",
	},
	{
		name: "a block of code with other words before it each time",
		text:
			opening +
			times(
				8,
				(at) =>
					`Attempt ${numbers[at]}, I now write it down in full:\n\n\`\`\`js\n${"add(a, b);\n".repeat(4)}\`\`\`\n\n${again}`,
			),
		kind: "sentences",
	},
];

suite("RepetitionWatch", () => {
	suite("finds a loop of", () => {
		for (const { name, text, kind, kept, by } of loops) {
			test(name, () => {
				const found = watch(text);
				ok(found, "it is found");
				if (kind) equal(found.kind, kind);
				ok(text.startsWith(found.kept) && found.kept.length < found.read.length);
				if (kept !== undefined) equal(found.kept, kept);
				if (by !== undefined) ok(found.read.length <= by.length, "it is found in time");
			});
		}
	});

	suite("lets pass", () => {
		for (const { name, text } of readHonestTexts()) {
			test(name, () => deepEqual(watch(text), undefined));
		}
	});

	test("lets pass all of these one after the other, and each of them said twice", () => {
		const texts = readHonestTexts().map((it) => `${it.text}\n\n`);
		equal(watch(texts.join("")), undefined);
		for (const text of texts) equal(watch(text + text), undefined, text);
	});

	test("finds a loop that comes after much else", () => {
		const before = `${readHonestTexts()
			.map((it) => it.text)
			.join("\n\n")}\n\n`;
		const found = watch(before + again.repeat(8));
		equal(found?.kept, before + again);
	});

	test("finds a loop although a character is spread over several tokens", () => {
		const repetition = new RepetitionWatch();
		const tokens = [...Array(40)].flatMap(() => [1, 2, 3].map((token) => ({ token, text: token === 3 ? "👍" : "" })));
		const found = [...tokens, ...tokens, ...tokens].map(({ token, text }) => repetition.push(token, text));
		ok(found.some((it) => it?.kind === "cycle"));
	});

	test("knows nothing of what it has gone back from", () => {
		const tokens = tokensOf(opening + again.repeat(8));
		const [once, whole] = [opening + again, opening + again.repeat(3)].map((text) => tokensOf(text).length);
		const repetition = new RepetitionWatch();
		const read = (from: number, to: number) =>
			tokens.slice(from, to).map(({ token, text }) => repetition.push(token, text));
		for (let attempt = 0; attempt < 3; attempt++) {
			deepEqual(read(attempt === 0 ? 0 : (once ?? 0), whole ?? 0).filter(Boolean), []);
			repetition.rewind(once ?? 0);
		}
		const start = read(once ?? 0, tokens.length).find(Boolean)?.start;
		equal(start, once);
	});
});

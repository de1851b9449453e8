import { equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { typedSince } from "../../../server/completion/frame";
import { frameAt, placeIn } from "./places";

/** What has been typed at the place of the second text since a frame was made at that of the first. */
async function typed(made: string, now: string): Promise<string | undefined> {
	return typedSince(await frameAt(placeIn(made)), placeIn(now));
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `const n${at} = ${at};\n`).join("");

suite("what has been typed since a frame was made", () => {
	for (const [name, made, now, expected] of [
		["nothing, at the start of a line", "a\n│\nb", "a\n│\nb", ""],
		["the line up to the cursor, at once", "a\nlet x│\nb", "a\nlet x│\nb", "let x"],
		["what was added to it", "a\nlet x│\nb", "a\nlet x = 1│\nb", "let x = 1"],
		["less, after characters of the line are deleted", "a\nlet x│\nb", "a\nle│\nb", "le"],
		["nothing, after all of the line is deleted", "a\nlet x│\nb", "a\n│\nb", ""],
		["several lines", "a\n│\nb", "a\nlet x;\nlet y;\n│\nb", "let x;\nlet y;\n"],
		["all, in a file that was empty", "│", "let x;\nx│", "let x;\nx"],
		["the first line", "│\nb", "let│\nb", "let"],
		["a line that is like the one above it", "a;\n│\nb", "a;\na;\na;\n│\nb", "a;\na;\n"],
		["a bracket that the editor has closed", "a\nf│\nb", "a\nf(│)\nb", "f("],
		["brackets and quotes that the editor has closed", "a\nf│\nb", 'a\nf({[["│"]]})\nb', 'f({[["'],
		["a bracket that the user typed over", "a\nf│\nb", "a\nf()│\nb", "f()"],
		["a bracket that the user typed over, in a frame of before that", "a\nf(│)\nb", "a\nf(x)│\nb", "f(x)"],
		["quotes and brackets that the user typed over", 'a\nf(["│"])\nb', 'a\nf(["x"])│\nb', 'f(["x"])'],
		["a bracket at the end of the file that the user typed over", "a\nf(│)", "a\nf()│", "f()"],
		["Enter between brackets", "a\nif (x) │\nb", "a\nif (x) {\n\t│\n}\nb", "if (x) {\n\t"],
		["Enter between brackets that were there", "a\n{│}\nb", "a\n{\n\t│\n}\nb", "{\n\t"],
		["Enter twice, one block within the other", "a\n│\nb", "a\n{\n\t{\n\t\t│\n\t}\n}\nb", "{\n\t{\n\t\t"],
		["Enter between brackets at the end of the file", "a\n│", "a\n({\n\t│\n})", "({\n\t"],
		["a tag that the editor has closed", "<p>\n│\n</p>", "<p>\n<b>│</b>\n</p>", "<b>"],
		["a comment that the editor has closed", "a\n│\nb", "a\n/**│ */\nb", "/**"],
		["Enter in such a comment", "a\n│\nb", "a\n/**\n * │\n */\nb", "/**\n * "],
		["Enter between tags", "<p>\n│\n</p>", "<p>\n<b>\n\t│\n</b>\n</p>", "<b>\n\t"],
	] as const) {
		test(`is ${name}`, async () => equal(await typed(made, now), expected));
	}

	for (const [name, made, now] of [
		["the line before is changed", "a\nb\n│\nc", "a\nbb\n│\nc"],
		["deleting goes back over the start of the line", "a\nb\n│\nc", "a\nb│\nc"],
		["the cursor is on the line above", "a\nb\n│\nc", "a│\nb\n\nc"],
		["the cursor is on the line below", "a\n│\nb\nc", "a\n\nb│\nc"],
		["the cursor is to the left of what was typed", "a\nlet│\nb", "a\nle│t\nb"],
		["the cursor is above what was typed, at the end of the file", "a\n│", "a\nlet x;│\nlet y;"],
		["text after the cursor is changed", "a\n│\nb", "a\n│\nc"],
		["text after the cursor is deleted", "a\nf(│x)\nb", "a\nf(│)\nb"],
		["a bracket is deleted that stands before more", "a\nf(│) {\nb", "a\nf(│ {\nb"],
		["more brackets follow than an editor inserts", "a\n│", "a\n│)))))))))"],
		["the editor has inserted a line of another kind", "a\n│\nb", "a\n│\nend\nb"],
	] as const) {
		test(`is not known when ${name}`, async () => equal(await typed(made, now), undefined));
	}

	test("is not known in another document", async () => {
		const frame = await frameAt(placeIn("a\n│"));
		equal(typedSince(frame, { ...placeIn("a\n│"), uri: "file:///b.ts" }), undefined);
	});

	test("is known after a change above the window", async () => {
		const budget = { before: 40, after: 20, related: 0 };
		const frame = await frameAt(placeIn(`${numbered(30)}│\nrest`), budget);
		equal(typedSince(frame, placeIn(`// new\n// lines\n${numbered(30)}let│\nrest`)), "let");
		equal(typedSince(frame, placeIn(`${numbered(30).slice(numbered(5).length)}let│\nrest`)), "let");
	});

	test("is known up to 24 line ends", async () => {
		equal(await typed("a\n│\nb", `a\n${"x\n".repeat(24)}│\nb`), "x\n".repeat(24));
		equal(await typed("a\n│\nb", `a\n${"x\n".repeat(25)}│\nb`), undefined);
		equal(await typed("│\nb", `${"x\n".repeat(24)}│\nb`), "x\n".repeat(24));
		equal(await typed("│\nb", `${"x\n".repeat(25)}│\nb`), undefined);
		equal(await typed("│\nb", `${"\n".repeat(24)}│\nb`), "\n".repeat(24));
		equal(await typed("│\nb", `${"\n".repeat(25)}│\nb`), undefined);
	});

	test("is known up to 1,500 characters", async () => {
		equal(await typed("a\n│\nb", `a\n${"x".repeat(1500)}│\nb`), "x".repeat(1500));
		equal(await typed("a\n│\nb", `a\n${"x".repeat(1501)}│\nb`), undefined);
	});
});

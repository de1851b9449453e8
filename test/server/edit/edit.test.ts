import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { editFromAnswer, insertionFromAnswer, testsFromAnswer } from "../../../server/edit/edit";
import { splitLines } from "../../../server/edit/lines";
import type { Step } from "../../../server/protocol/run";
import type { Answer } from "../../../server/reasoning/splitter";
import { stepOf } from "../../support/snapshot";

const original = "\tsum(xs) {\r\n\t\tlet total = 1;\r\n\t\tfor (const x of xs) total += x;\r\n\t\treturn total;\r\n\t}";
const fixed = "sum(xs) {\n  let total = 0;\n  for (const x of xs) total += x;\n  return total;\n}";

const decided = stepOf({ kind: "decide", text: "So `total` must start at 0." });

/** What an answer to Fix, on lines 5 to 9 of a document with tabs and Windows line endings, comes to. */
function edit(answer: string, { strayTokens = 0, steps = [decided] }: { strayTokens?: number; steps?: Step[] } = {}) {
	const range = { start: { line: 5, character: 0 }, end: { line: 9, character: 2 } };
	// Text of a test stands for what the engine brands.
	const written = answer as Answer;
	return editFromAnswer({
		answer: written,
		strayTokens,
		original,
		languageId: "javascript",
		eol: "\r\n",
		range,
		prompt: "Fix",
		steps,
	});
}

const block = (code: string, tag = "javascript") => `\`\`\`${tag}\n${code}\n\`\`\``;

suite("an answer to an edit", () => {
	test("is an edit of the whole range, in the document's own layout", () => {
		const result = edit(`It must start at 0.\n\n${block(fixed)}`);
		equal(result.kind === "edit" && result.edit.newText, original.replace("= 1", "= 0"));
		deepEqual(result.kind === "edit" && result.edit.range.start, { line: 5, character: 0 });
	});

	test("has hunks in lines of the document, and their links", () => {
		const result = edit(block(fixed));
		deepEqual(result.kind === "edit" && result.hunks, [
			{ index: 0, oldStart: 6, oldLines: ["\t\tlet total = 1;"], newStart: 6, newLines: ["\t\tlet total = 0;"] },
		]);
		deepEqual(result.kind === "edit" && result.links.map((it) => [it.hunk, it.step, it.kind]), [[0, 0, "cited"]]);
	});

	test("without a thought is an edit without links", () => {
		const result = edit(block(fixed), { steps: [] });
		deepEqual(result.kind === "edit" && result.links, []);
	});

	test("that gives the code back is unchanged, whatever its layout", () => {
		deepEqual(edit(block(original)), { kind: "unchanged" });
		deepEqual(edit(block(fixed.replace("= 0", "= 1"))), { kind: "unchanged" });
	});

	for (const [name, answer, strayTokens, reason] of [
		["is empty", "", 0, "noAnswer"],
		["has no code", "It is fine.", 0, "noCode"],
		["is cut off", "```js\nsum(xs) {", 0, "unclosed"],
		["leaves code out", block("sum(xs) {\n  // ... rest of the code\n}"), 0, "omission"],
		["repeats the prompt", block("{code}"), 0, "promptRepeated"],
		["holds special tokens", block(fixed), 1, "controlToken"],
	] as const) {
		test(`that ${name} is refused`, () => {
			const result = edit(answer, { strayTokens });
			equal(result.kind === "refused" && result.reason, reason);
		});
	}
});

suite("an answer to Complete", () => {
	const marked = "\tsum(xs) {\r\n\t\tlet total = 0;\r\n\t\t│\r\n\t\treturn total;\r\n\t}";
	const summed = "sum(xs) {\n  let total = 0;\n  for (const x of xs) {\n    total += x;\n  }\n  return total;\n}";

	function completed(answer: string, strayTokens = 0) {
		return insertionFromAnswer({
			answer: answer as Answer,
			strayTokens,
			original: marked.replace("│", ""),
			cursor: marked.indexOf("│"),
			languageId: "javascript",
			eol: "\r\n",
			range: { start: { line: 5, character: 0 }, end: { line: 9, character: 2 } },
			prompt: "Complete the code at <cursor>.",
			steps: [],
		});
	}

	test("is an edit that inserts, in the document's own layout", () => {
		const loop = "for (const x of xs) {\r\n\t\t\ttotal += x;\r\n\t\t}";
		const result = completed(block(summed));
		equal(result.kind === "edit" && result.edit.newText, marked.replace("│", loop));
		deepEqual(result.kind === "edit" && result.hunks.map(({ oldStart, newLines }) => [oldStart, newLines.length]), [
			[7, 3],
		]);
	});

	test("that has the mark still is unchanged", () => {
		deepEqual(completed(block(marked.replace("│", "<cursor>"))), { kind: "unchanged" });
	});

	for (const [name, answer, strayTokens, reason] of [
		["changes the code around the cursor", block(summed.replaceAll("total", "sum")), 0, "elsewhere"],
		["is only what belongs at the cursor", block("for (const x of xs) total += x;"), 0, "elsewhere"],
		["is cut off", "```js\nsum(xs) {", 0, "unclosed"],
		["leaves code out", block("sum(xs) {\n  // ... rest of the code\n}"), 0, "omission"],
		["holds special tokens", block(summed), 1, "controlToken"],
	] as const) {
		test(`that ${name} is refused`, () => {
			const result = completed(answer, strayTokens);
			equal(result.kind === "refused" && result.reason, reason);
		});
	}
});

suite("an answer to Write Tests", () => {
	const input = { strayTokens: 0, original, languageId: "javascript", prompt: "Write", uri: "file:///src/sum.js" };
	const tests = 'test("sum", () => {\n  assert.equal(sum([1]), 1);\n});';

	test("is a new file with the document's line endings and a final one", () => {
		deepEqual(testsFromAnswer({ ...input, answer: block(tests) as Answer, eol: "\r\n" }), {
			kind: "newFile",
			name: "sum.test.js",
			languageId: "javascript",
			text: `${splitLines(tests).join("\r\n")}\r\n`,
		});
	});

	for (const [name, answer, strayTokens, reason] of [
		["is empty", "\n", 0, "noAnswer"],
		["leaves tests out", block(`${tests}\n// ... other tests`), 0, "omission"],
		["holds special tokens", block(tests), 2, "controlToken"],
	] as const) {
		test(`that ${name} is refused`, () => {
			const result = testsFromAnswer({ ...input, answer: answer as Answer, strayTokens, eol: "\n" });
			equal(result.kind === "refused" && result.reason, reason);
		});
	}
});

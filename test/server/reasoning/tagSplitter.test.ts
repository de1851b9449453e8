import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { TagSplitter, type TagStart } from "../../../server/reasoning/tagSplitter";

function split(pieces: readonly string[], start: Partial<TagStart> = {}) {
	const splitter = new TagSplitter({ channel: "unknown", assumed: "answer", ...start });
	const parts = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
	const textOf = (channel: string) => parts.flatMap((it) => (it.channel === channel ? it.text : [])).join("");
	return { thought: textOf("thought"), answer: textOf("answer"), splitter };
}

const thought = { assumed: "thought" } as const;

suite("tags in a server's text", () => {
	for (const [name, text, start, expected] of [
		["both tags", "<think>\nHm.\n</think>\n\nYes.", {}, ["\nHm.\n", "\n\nYes."]],
		["white space before the first tag", "\n <think>Hm.</think>Yes.", {}, ["Hm.", "Yes."]],
		["no opening tag, of a model that thinks", "Hm.\n</think>\n\nYes.", thought, ["Hm.\n", "\n\nYes."]],
		["an opening tag after the prompt's", "<think>\nHm.</think>Yes.", { channel: "thought" }, ["\nHm.", "Yes."]],
		["no tag, of a model that does not think", "Yes.", {}, ["", "Yes."]],
		["an empty thought", "<think>\n\n</think>\n\nYes.", {}, ["\n\n", "\n\nYes."]],
		["a thought that is closed twice", "<think>Hm.</think>\n</think>\n\nYes.", {}, ["Hm.", "\n\nYes."]],
		[
			"a closing tag in an answer's code",
			"<think>Hm.</think>const end = '</think>';",
			{},
			["Hm.", "const end = '</think>';"],
		],
		[
			"a tag that the thought speaks of",
			"<think>The mark `</think>` ends it.</think>Yes.",
			{},
			["The mark `</think>` ends it.", "Yes."],
		],
		["an opening tag in a thought", "<think>See <think> here.</think>Yes.", {}, ["See <think> here.", "Yes."]],
		["what only begins like a tag", "<think>a < b, </thin, </</think>Yes <", {}, ["a < b, </thin, </", "Yes <"]],
		["a thought without an end", "<think>Hm. </thi", {}, ["Hm. </thi", ""]],
		["an answer from the start", "</think>Yes.", { channel: "answer" }, ["", "</think>Yes."]],
		["nothing", "", thought, ["", ""]],
		["less than a tag", "<th", {}, ["", "<th"]],
	] as const) {
		test(`${name}, in one piece or in any two, or character by character`, () => {
			const cuts = Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]);
			for (const pieces of [...cuts, [...text]]) {
				const parted = split(pieces, start);
				assert.deepEqual([parted.thought, parted.answer], expected, JSON.stringify(pieces));
			}
		});
	}

	test("a thought that was only assumed is told from one that a tag closed", () => {
		assert.equal(split(["Yes."], thought).splitter.isOnlyAssumed, true);
		assert.equal(split(["Hm.</think>Yes."], thought).splitter.isOnlyAssumed, false);
		assert.equal(split(["<think>Hm."], thought).splitter.isOnlyAssumed, false);
	});
});

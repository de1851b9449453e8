import { equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { randomNumbers } from "../../support/random";
import { readTasks } from "../../support/tasks";
import { EditedText } from "./editedText";
import { mistaken } from "./rhythm";
import { nextKey, restOf, type Stretch } from "./typist";

/** Every key up to the end, with a mistake now and then. */
function typeAll(stretch: Stretch, unit: string, random: () => number): { text: string; keys: number } {
	const edited = new EditedText(stretch.before, stretch.after, unit);
	let keys = 0;
	for (let key = nextKey(stretch, edited); key; key = nextKey(stretch, edited)) {
		edited.press(mistaken(key, random));
		keys++;
		ok(keys <= 3 * stretch.text.length, `${edited.before}│${edited.after}`);
	}
	return { text: edited.before + edited.after, keys };
}

suite("a typist", () => {
	test("comes to the very text that is to be typed", () => {
		const random = randomNumbers(1);
		for (const { code, expected } of readTasks()) {
			for (const text of [code, expected]) {
				const unit = /^[ \t]+/m.exec(text)?.[0] ?? "\t";
				const stretch = { before: "// before\n\n", text, after: "\n\n// after\n" };
				equal(typeAll(stretch, unit, random).text, stretch.before + text + stretch.after);
			}
		}
	});

	test("leaves to the editor what the editor does", () => {
		const stretch = { before: "", text: 'f({\n  a: "b",\n});', after: "\n" };
		const { keys, text } = typeAll(stretch, "  ", () => 0.5);
		equal(text, `${stretch.text}\n`);
		// Neither white space nor the brackets of the last line, but a key to go there.
		equal(keys, stretch.text.length - "  ".length - "\n})".length + 1);
	});

	test("takes back what is wrong", () => {
		const stretch = { before: "a\n", text: "total", after: "" };
		const edited = new EditedText("a\ntox", "", "  ");
		equal(restOf(stretch, edited), undefined);
		equal(nextKey(stretch, edited)?.kind, "backspace");
		edited.press({ kind: "backspace" });
		equal(restOf(stretch, edited), "tal");
	});

	test("deletes what a completion has left behind", () => {
		const edited = new EditedText("f(x)", ")\n", "  ");
		const key = nextKey({ before: "", text: "f(x)", after: "\n" }, edited);
		equal(key?.kind, "delete");
	});
});

import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { EditedText, type Key } from "./editedText";

function at(marked: string): EditedText {
	const [before = "", after = ""] = marked.split("│");
	return new EditedText(before, after, "  ");
}

/** `⏎` is Enter, `⌫` Backspace. */
function press(edited: EditedText, keys: string): string {
	const named: Readonly<Record<string, Key>> = { "⏎": { kind: "enter" }, "⌫": { kind: "backspace" } };
	for (const text of keys) edited.press(named[text] ?? { kind: "character", text });
	return `${edited.before}│${edited.after}`;
}

suite("an edited text", () => {
	for (const [name, start, keys, end] of [
		["has what is typed", "a│", "bc", "abc│"],
		["closes brackets", "f│", "([", "f([│])"],
		["lets them be typed over", "f│", "([x])", "f([x])│"],
		["closes none before a word", "│x", "(", "(│x"],
		["types over none that were there before", "f(│)", ")", "f()│)"],
		["closes quotes", "f(│)", '"', 'f("│")'],
		["closes no apostrophe after a word", "// don│", "'", "// don'│"],
		["closes no quotes in a comment", "// │", '"', '// "│'],
		["ends a string with the quote that ends it", "f(│)", '"x"', 'f("x"│)'],
		["indents as the line before", "  a│", "⏎", "  a\n  │"],
		["indents after what opens a block", "if x:│", "⏎", "if x:\n  │"],
		["puts the closing bracket on a line of its own", "  f │", "{⏎", "  f {\n    │\n  }"],
		["does so with no bracket that was there before", "f {│}", "⏎", "f {\n  │}"],
		["leaves no white space on an empty line", "  a│", "⏎⏎", "  a\n\n  │"],
		["takes white space back by levels", "    a│", "⏎⌫", "    a\n  │"],
		["takes one character back", "  ab│", "⌫", "  a│"],
	] as const) {
		test(name, () => equal(press(at(start), keys), end));
	}

	test("tells what each key replaces", () => {
		const edited = at("  f │\n");
		deepEqual(edited.press({ kind: "character", text: "{" }), { start: 4, end: 4, text: "{}" });
		deepEqual(edited.press({ kind: "character", text: "}" }), { start: 5, end: 6, text: "}" });
		deepEqual(edited.press({ kind: "enter" }), { start: 6, end: 6, text: "\n  " });
		deepEqual(edited.press({ kind: "enter" }), { start: 7, end: 9, text: "\n  " });
	});

	test("moves the cursor without an edit", () => {
		const edited = at("f│");
		press(edited, "{⏎x");
		equal(edited.press({ kind: "move", length: 2 }), undefined);
		equal(`${edited.before}│${edited.after}`, "f{\n  x\n}│");
		equal(edited.inserted, "");
	});

	test("takes a completion in the place of what was put after the cursor", () => {
		const edited = at("f│");
		press(edited, "([");
		deepEqual(edited.accept("x])", 2), { start: 3, end: 5, text: "x])" });
		equal(`${edited.before}│${edited.after}`, "f([x])│");
	});
});

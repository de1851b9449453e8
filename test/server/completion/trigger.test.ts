import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Place } from "../../../server/completion/place";
import {
	type Refusal,
	refusalAt,
	type SelectedCompletion,
	type TriggerRequest,
	withSelected,
} from "../../../server/completion/trigger";

/** The place at `│`, in TypeScript. */
function placeAt(text: string): Place {
	const [before = "", after = ""] = text.split("│");
	return { uri: "file:///a.ts", languageId: "typescript", before, after };
}

/** The place at `│`, and the item that would replace what is between `[` and `]`. */
function selectedAt(text: string, item: string): { readonly place: Place; readonly selected: SelectedCompletion } {
	const plain = text.replace("│", "");
	const selected = { start: plain.indexOf("["), end: plain.indexOf("]") - 1, text: item };
	return { place: placeAt(text.replace(/[[\]]/g, "")), selected };
}

const unasked: TriggerRequest = { isExplicit: false, inComments: false, selected: undefined };

interface Case {
	readonly text: string;
	readonly expected: Refusal | undefined;
}

suite("what comes unasked", () => {
	for (const { text, expected } of [
		{ text: "const a = │", expected: undefined },
		{ text: "con│", expected: undefined },
		{ text: "const a = b(│)", expected: undefined },
		{ text: "const a = b(│, c);", expected: undefined },
		{ text: "if (a) {│}", expected: undefined },
		{ text: "const a│ = 1;", expected: undefined },
		{ text: "function a() {\n\t│\n}", expected: undefined },
		{ text: "│\nconst a = 1;", expected: undefined },
		{ text: "const a = '│'", expected: undefined },
		{ text: "con│st a", expected: "insideWord" },
		{ text: "a.│b", expected: "insideWord" },
		{ text: "a = │1", expected: "insideWord" },
		{ text: "a = │_b", expected: "insideWord" },
		{ text: "const │größe", expected: "insideWord" },
		{ text: "const │änderung", expected: "insideWord" },
		{ text: "// It's │", expected: "comment" },
		{ text: "/**\n * │\n */\nfunction a() {}", expected: "comment" },
		{ text: "a(); // b\n│", expected: undefined },
		{ text: "const a = 'http://│'", expected: undefined },
		{ text: `const a = [│${", 1".repeat(10)}];`, expected: undefined },
		{ text: `const a = [│${", 1".repeat(100)}];`, expected: "longLine" },
		{ text: `const a = [│${" ".repeat(200)}`, expected: undefined },
		{ text: `const a = [│\n${", 1".repeat(100)}];`, expected: undefined },
		{ text: "│", expected: "empty" },
		{ text: "\n\t│\n\n", expected: "empty" },
	] satisfies Case[]) {
		test(`${JSON.stringify(text.slice(0, 60))}: ${expected ?? "offered"}`, () => {
			equal(refusalAt(placeAt(text), unasked), expected);
		});
	}

	test("comes in comments where the setting says so", () => {
		equal(refusalAt(placeAt("// It's │"), { ...unasked, inComments: true }), undefined);
	});
});

test("what is asked for comes everywhere", () => {
	for (const text of ["con│st a", "// a │", "│", `a│${", 1".repeat(100)}`]) {
		equal(refusalAt(placeAt(text), { ...unasked, isExplicit: true }), undefined, text);
	}
});

suite("while the suggest widget is open", () => {
	for (const [text, item, expected] of [
		["console[.│]", ".log", undefined],
		["[con│]", "console", undefined],
		["[CON│]", "console", undefined],
		["[│]", "console", undefined],
		["[con│sle].a", "console", undefined],
		["[con│sxle]", "console", "suggestDisagrees"],
		["[cl│]", "console", "suggestDisagrees"],
		["[con│]", "document", "suggestDisagrees"],
		["[console].│", "document", "suggestDisagrees"],
		["a│ = [b];", "bcd", "suggestDisagrees"],
		["[a\n│]", "a\nb", "suggestDisagrees"],
		["[con│sole]a", "console", "insideWord"],
		["[/│]", "// a", "comment"],
	] as const) {
		test(`${JSON.stringify(text)}, ${JSON.stringify(item)} selected: ${expected ?? "offered"}`, () => {
			const { place, selected } = selectedAt(text, item);
			equal(refusalAt(place, { ...unasked, selected }), expected);
		});
	}

	test("what disagrees with it is not shown, asked for or not", () => {
		const { place, selected } = selectedAt("[cl│]", "console");
		equal(refusalAt(place, { isExplicit: true, inComments: true, selected }), "suggestDisagrees");
	});
});

suite("what is to be completed", () => {
	for (const [text, item, expected] of [
		["const a = console[.│];", ".log", "const a = console.log│;"],
		["a.[to│Str]()", "toString", "a.toString│()"],
		["a.[│]", "b", "a.b│"],
	] as const) {
		test(`${text}, ${item} selected: ${expected}`, () => {
			const { place, selected } = selectedAt(text, item);
			deepEqual(withSelected(place, selected), {
				place: placeAt(expected),
				lead: item,
				start: selected.start,
				end: selected.end,
			});
		});
	}

	test("is the place itself where nothing is selected", () => {
		const place = placeAt("a.│;");
		deepEqual(withSelected(place, undefined), { place, lead: "", start: 2, end: 2 });
	});
});

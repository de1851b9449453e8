import { deepEqual, equal } from "node:assert/strict";
import { suite, test } from "node:test";
import { addedClosers, restAfter } from "../../../server/completion/typedOn";

suite("what the editor has put after the cursor", () => {
	for (const [name, typed, then, now, expected] of [
		["is nothing where nothing has changed", "ab", ";\n", ";\n", ""],
		["is nothing at the end of a document", "ab", "", "", ""],
		["may be what closes a bracket", "f(", ";\n", ");\n", ")"],
		["may be a quote", "f('", ";\n", "');\n", "')"],
		["may be three quotes", '"""', "\n", '"""\n', '"""'],
		["has no spaces that were not typed", "f({ a: [", "\n", "] })\n", undefined],
		["may close several, the innermost first", "f([{", "\n", "}])\n", "}])"],
		["may close some of those that are open", "f([{", "\n", "}\n", "}"],
		["closes nothing that was closed", "f()", "\n", ")\n", undefined],
		["closes nothing that was not opened", "a", "\n", ")\n", undefined],
		["closes no bracket in a string", "'(", "\n", ")'\n", undefined],
		["may close code in a template", "`a ${", "\n", "}`\n", "}`"],
		["stands on a line of its own after Enter", "{\n\t\t", "\n", "\n\t}\n", "\n\t}"],
		["stands beside the cursor without", "{ ", "\n", "\n}\n", undefined],
		["is told from other changes", "f(", ";\n", ")\n", undefined],
		["is told from code that was there", "f(", ")\n", ")\n", ""],
	] as const) {
		test(name, () => equal(addedClosers(typed, then, now, 100), expected));
	}

	test("is told by no more than so many characters", () => {
		equal(addedClosers("f(", "abcd", ")abce", 3), ")");
		equal(addedClosers("f(", "abcd", ")abce", 4), undefined);
	});
});

suite("what is left of a completion", () => {
	for (const [name, completion, typed, closers, expected] of [
		["is all of it at first", "f(a);", "", "", { text: "f(a);", replaced: 0 }],
		["is what has not been typed", "f(a);", "f(", "", { text: "a);", replaced: 0 }],
		["is nothing when all of it has been", "f(a);", "f(a);", "", undefined],
		["is nothing when something else was typed", "f(a);", "g", "", undefined],
		["leaves its end to the editor", "f(a)", "f(", ")", { text: "a", replaced: 0 }],
		["leaves several ends to the editor", "f([a])", "f([", "])", { text: "a", replaced: 0 }],
		["takes the place of what it goes on after", "f(a, b);", "f(", ")", { text: "a, b);", replaced: 1 }],
		["takes the place of what it closes only", "f([a]", "f([", "])", { text: "a]", replaced: 1 }],
		["does not where it closes nothing", "f(a", "f(", ")", { text: "a", replaced: 0 }],
		["tells its own brackets apart", "f(g(a)", "f(", ")", { text: "g(a)", replaced: 0 }],
		["tells its own brackets apart to the end", "f(g(a));", "f(", ")", { text: "g(a));", replaced: 1 }],
		["takes the place of quotes", "f('a');", "f('", "')", { text: "a');", replaced: 2 }],
		["takes no bracket in a string for an end", "f('a)');", "f(", ")", { text: "'a)');", replaced: 1 }],
		["ends before a line that the editor wrote", "{\n\ta();\n}", "{\n\t", "\n}", { text: "a();", replaced: 0 }],
		["leaves out what follows on that line", "{\n\ta();\n}\nb", "{\n\t", "\n}", { text: "a();", replaced: 0 }],
		["is nothing where that line follows at once", "{\n}\nb", "{\n", "\n}", undefined],
		["may do both", "{\n\tf(a);\n}\nb", "{\n\tf(", ")\n}", { text: "a);", replaced: 1 }],
	] as const) {
		test(name, () => deepEqual(restAfter(completion, typed, closers), expected));
	}
});

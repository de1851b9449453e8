import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type BranchEdit, exchange, standingHunks } from "../../../extension/proposal/exchange";
import { splitLines } from "../../../extension/proposal/lineSplice";
import { hunksOf, isPending, originalLines, propose, reject } from "../../../extension/proposal/markedText";
import { makeHunks } from "../../../server/edit/hunks";
import { EditedDocument } from "./editedDocument";

/** The code that all branches are about, from line 2 (zero-based) of the file on. */
const code = "function sum(list) {\n  let a = 0;\n  return a;\n}";
const file = `// top\n\n${code}\n\n// end`;

function branch(run: string, newText: string): BranchEdit {
	const lines = splitLines(code);
	const end = { line: 1 + lines.length, character: lines.at(-1)?.length ?? 0 };
	const edit = { range: { start: { line: 2, character: 0 }, end }, newText };
	return { run, code, start: 2, edit, hunks: makeHunks(code, newText, 2) };
}

const first = branch("first", code.replace("sum", "add"));
const second = branch("second", `// Adds up.\n${code.replace("  let a = 0;\n", "").replace("return a", "return 0")}`);
const third = branch("third", code.replace("list", "items"));

/** A document in which the first branch's edit stands. */
function proposed(text = file, edit = first): EditedDocument {
	const document = new EditedDocument(text);
	document.apply(propose(document.marked, edit.run, edit));
	return document;
}

const withEdit = (edit: BranchEdit) => file.replace(code, edit.edit.newText);

suite("a branch in place of another", () => {
	test("takes the other's pending edit back and is to be decided on itself", () => {
		const document = proposed();
		document.apply(exchange(document.marked, [first], second));
		assert.equal(document.text, withEdit(second));
		assert.equal(document.decisions("first"), "rejected 3");
		assert.equal(document.decisions("second"), "pending 2, pending 4");
	});

	test("gives back the very lines when it is rejected", () => {
		const document = proposed();
		document.apply(exchange(document.marked, [first], second));
		document.apply(reject(document.marked, hunksOf("second", "all")));
		assert.equal(document.text, file);
	});

	test("takes the place of what was accepted too", () => {
		const document = proposed();
		document.accept("first");
		document.apply(exchange(document.marked, [first], third));
		assert.equal(document.text, withEdit(third));
		assert.equal(originalLines(document.marked).join("\n"), file);
	});

	test("can be left again for the first", () => {
		const document = proposed();
		document.apply(exchange(document.marked, [first], second));
		document.apply(exchange(document.marked, [second, third], first));
		assert.equal(document.text, withEdit(first));
		assert.equal(document.decisions("first"), "pending 2");
		document.apply(reject(document.marked, isPending));
		assert.equal(document.text, file);
	});

	test("follows lines that were typed above", () => {
		const document = proposed();
		document.become(`// mine\n${document.text}`, false);
		document.apply(exchange(document.marked, [first], second));
		assert.equal(document.text, `// mine\n${withEdit(second)}`);
	});

	test("is found where the code stands twice", () => {
		const document = proposed(`// top\n\n${code}\n${code}`, first);
		document.apply(exchange(document.marked, [first], second));
		assert.equal(document.text, `// top\n\n${second.edit.newText}\n${code}`);
	});

	test("is undone in one, with the other as it was, and redone", () => {
		const document = proposed();
		document.accept("first");
		document.apply(exchange(document.marked, [first], second));
		document.become(withEdit(first), true);
		assert.equal(document.decisions("first"), "accepted 2");
		assert.equal(document.marked.hunks.filter(isPending).length, 0);
		document.become(withEdit(second), true);
		assert.equal(document.decisions("second"), "pending 2, pending 4");
		document.apply(reject(document.marked, isPending));
		assert.equal(document.text, file);
	});

	test("leaves a text alone in which the user has typed over the other's lines", () => {
		const document = proposed();
		document.become(document.text.replace("add(", "addUp("), false);
		assert.equal(exchange(document.marked, [first], second), "changed");
	});

	test("leaves a text alone in which the rest of the code was changed", () => {
		const document = proposed();
		document.become(document.text.replace("return a;", "return a + 1;"), false);
		assert.equal(exchange(document.marked, [first], second), "changed");
	});

	test("has nothing to take back where the other was rejected", () => {
		const document = proposed();
		document.apply(reject(document.marked, isPending));
		assert.equal(exchange(document.marked, [first], second), "none");
	});

	test("has nothing to take back where what was accepted was undone", () => {
		const document = proposed();
		document.accept("first");
		document.become(file, true);
		assert.equal(exchange(document.marked, [first], second), "none");
		assert.deepEqual(standingHunks(document.marked, first), []);
	});

	test("takes the place of one that was accepted in an earlier window, whose marks are gone", () => {
		const document = new EditedDocument(`// mine\n${withEdit(second)}`);
		document.apply(exchange(document.marked, [first, second], third));
		assert.equal(document.text, `// mine\n${withEdit(third)}`);
		document.apply(reject(document.marked, isPending));
		assert.equal(document.text, `// mine\n${file}`);
	});

	test("takes no lines for an edit's where they may be those of the code itself", () => {
		const shorter = branch("shorter", "}");
		assert.equal(exchange(new EditedDocument(file).marked, [shorter, first], second), "none");
		const twice = new EditedDocument(`${withEdit(first)}\n${first.edit.newText}`);
		assert.equal(exchange(twice.marked, [first], second), "none");
	});

	test("keeps pending hunks of runs about other code", () => {
		const document = proposed();
		const end = { line: 7, character: 6 };
		const edit = { range: { start: { line: 7, character: 0 }, end }, newText: "// END" };
		const other = { edit, hunks: makeHunks("// end", "// END", 7) };
		document.apply(propose(document.marked, "other", other));
		document.apply(exchange(document.marked, [first], second));
		assert.equal(document.decisions("other"), "pending 7");
		assert.equal(document.text, withEdit(second).replace("// end", "// END"));
	});
});

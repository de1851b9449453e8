import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { rankIdentifiers } from "../../../extension/context/identifiers";

const names = (code: string) => rankIdentifiers(code).map((it) => it.name);

suite("the names that code uses", () => {
	test("puts what is called first, then what is used most, then what comes first", () => {
		assert.deepEqual(names("const a = b + c + c;\nreturn load(b, c);"), ["load", "c", "b", "a"]);
	});

	test("leaves out keywords", () => {
		assert.deepEqual(names("if (x) { return await y; } else { throw null; }"), ["x", "y"]);
	});

	test("leaves out strings and comments", () => {
		assert.deepEqual(names(`f("in \\" quotes", 'and here'); // a remark\n/* another\none */ g;`), ["f", "g"]);
	});

	test("leaves out Python's comments and docstrings", () => {
		assert.deepEqual(names('def f(x):\n    """Says what."""\n    # a remark\n    return x'), ["f", "x"]);
	});

	test("sees into a template literal", () => {
		assert.ok(names(`log(\`\${total} items\`)`).includes("total"));
	});

	test("takes names in any script", () => {
		assert.deepEqual(names("größe + 数"), ["größe", "数"]);
	});

	test("knows the first use and how many there are", () => {
		assert.deepEqual(rankIdentifiers("  a.b(a)"), [
			{ name: "b", offset: 4, uses: 1, isCalled: true },
			{ name: "a", offset: 2, uses: 2, isCalled: false },
		]);
	});
});

import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { testFileNames } from "../../../server/edit/testFile";

const best = (uri: string, languageId: string) => testFileNames(uri, languageId)[0];

suite("the best name", () => {
	for (const [uri, languageId, expected] of [
		["file:///src/cart.ts", "typescript", "cart.test.ts"],
		["file:///src/Cart.tsx", "typescriptreact", "Cart.test.tsx"],
		["file:///src/cart.mjs", "javascript", "cart.test.mjs"],
		["file:///src/cart.service.ts", "typescript", "cart.service.test.ts"],
		["file:///src/cart.py", "python", "test_cart.py"],
		["file:///src/cart.go", "go", "cart_test.go"],
		["file:///src/cart.rs", "rust", "cart_test.rs"],
		["file:///src/Cart.java", "java", "CartTest.java"],
		["file:///src/Cart.kt", "kotlin", "CartTest.kt"],
		["file:///src/Cart.cs", "csharp", "CartTests.cs"],
		["file:///src/Cart.swift", "swift", "CartTests.swift"],
		["file:///src/Cart.php", "php", "CartTest.php"],
		["file:///src/cart.rb", "ruby", "cart_spec.rb"],
		["file:///src/cart.cc", "cpp", "cart_test.cc"],
		["file:///src/cart.ex", "elixir", "cart_test.exs"],
		["file:///src/Cart.scala", "scala", "CartSpec.scala"],
		["file:///src/cart.zig", "zig", "cart.test.zig"],
		["file:///c%3A/my%20files/my%20cart.ts", "typescript", "my cart.test.ts"],
		["file:///src/100%.ts", "typescript", "100%.test.ts"],
		["untitled:Untitled-1", "python", "test_Untitled-1.py"],
		["untitled:Untitled-1", "unknown", "Untitled-1.test.txt"],
		["vscode-remote://ssh/src/cart.ts?a=1#b", "typescript", "cart.test.ts"],
		["file:///src/.eslintrc", "javascript", ".eslintrc.test.js"],
		["file:///src/cart", "constructor", "cart.test.txt"],
		["file:///src/Makefile", "makefile", "Makefile.test.txt"],
	] as const) {
		test(`${uri} has ${expected}`, () => equal(best(uri, languageId), expected));
	}
});

suite("further names", () => {
	for (const [uri, languageId, expected] of [
		["file:///cart.ts", "typescript", ["cart.test.ts", "cart.spec.ts", "cart-2.test.ts", "cart-3.test.ts"]],
		["file:///cart.py", "python", ["test_cart.py", "cart_test.py", "test_cart_2.py", "test_cart_3.py"]],
		["file:///cart.go", "go", ["cart_test.go", "cart_2_test.go", "cart_3_test.go", "cart_4_test.go"]],
		["file:///Cart.java", "java", ["CartTest.java", "CartTests.java", "Cart2Test.java", "Cart3Test.java"]],
	] as const) {
		test(`of ${uri} are numbered`, () => deepEqual(testFileNames(uri, languageId).slice(0, 4), expected));
	}

	test("all differ, and none is the document itself", () => {
		const names = testFileNames("file:///cart.ts", "typescript");
		equal(new Set(names).size, names.length);
		ok(names.length > 10);
		ok(!names.includes("cart.ts"));
	});
});

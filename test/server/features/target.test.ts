import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { lineEnding, pathWithin, siblingUri } from "../../../server/features/target";

suite("the path that the model is shown", () => {
	const folders = ["file:///home/ada/shop", "file:///home/ada/shop/packages/cart/", "file:///home/ada/shopping"];
	const cases = [
		["file:///home/ada/shop/src/a.ts", "src/a.ts"],
		["file:///home/ada/shop/packages/cart/src/a.ts", "src/a.ts"],
		["file:///home/ada/shopping/a.ts", "a.ts"],
		["file:///elsewhere/src/a.ts", "a.ts"],
		["file:///home/ada/shop/my%20code/%C3%A4.ts", "my code/ä.ts"],
		["file:///home/ada/shop/100%.ts", "100%.ts"],
		["untitled:Untitled-1", "untitled:Untitled-1"],
	] as const;
	for (const [uri, path] of cases) {
		test(`of ${uri} is ${path}`, () => assert.equal(pathWithin(folders, uri), path));
	}
});

suite("line endings", () => {
	const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 1 } };
	const of = (text: string) => lineEnding(TextDocument.create("file:///a", "plaintext", 1, text), range);

	test("are those of the range, where it has several lines", () => assert.equal(of("a\nb\r\nc\n"), "\r\n"));
	test("are those of the document, where it has one", () => assert.equal(of("a\r\nb"), "\r\n"));
	test("are LF in a document of one line", () => assert.equal(of("a"), "\n"));
});

test("a file beside another has its name encoded", () => {
	assert.equal(
		siblingUri("file:///home/ada/a%20b/cart.ts", "my cart.test.ts"),
		"file:///home/ada/a%20b/my%20cart.test.ts",
	);
});

import { deepEqual, equal, ok } from "node:assert/strict";
import { suite, test } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { chooseRelated, type RelatedPiece, surroundingCode } from "../../../server/prompt/related";

/** The pieces around the lines between the two `│`. */
function around(marked: string): RelatedPiece[] {
	const [before = "", selected = "", after = ""] = marked.split("│");
	const document = TextDocument.create("file:///a.ts", "typescript", 1, before + selected + after);
	const range = {
		start: document.positionAt(before.length),
		end: document.positionAt(before.length + selected.length),
	};
	return surroundingCode(document, range, "src/a.ts");
}

const codes = (marked: string) => around(marked).map((piece) => piece.code);

const file = `import { a } from "./a";
import { b } from "./b";

/** Far. */
const far = 1;

export function used(x: number) {
  const y = x;

  return y;
}

function near() {}

│function f(x: number) {
  return used(x);
}│

function below() {}
`;

suite("the code around a range", () => {
	test("comes in pieces: imports, then what the range uses, then by distance", () => {
		deepEqual(codes(file), [
			'import { a } from "./a";\nimport { b } from "./b";',
			"export function used(x: number) {\n  const y = x;\n\n  return y;\n}",
			"function near() {}",
			"function below() {}",
			"/** Far. */\nconst far = 1;",
		]);
	});

	test("never has a line of the range", () => {
		for (const code of codes(file)) ok(!code.includes("function f("));
	});

	test("has the head of a class for its method, without the brackets that end it", () => {
		deepEqual(codes("class A {\n  n = 1;\n\n│  f() {\n    return this.n;\n  }│\n}\n"), ["class A {\n  n = 1;"]);
	});

	test("has Windows lines as lines", () => deepEqual(codes("a();\r\nb();\r\n\r\n│c();│"), ["a();\nb();"]));
	test("of a range that is all there is has none", () => deepEqual(codes("│a();│"), []));
	test("of an empty file has none", () => deepEqual(codes("││"), []));

	test("parts a long block into pieces at blank lines", () => {
		const body = Array.from({ length: 100 }, (_, at) => (at % 10 === 9 ? "" : `  call${at}();`)).join("\n");
		const found = codes(`function long() {\n${body}\n}\n\n│f();│`);
		ok(found.length > 2);
		ok(found.every((code) => code.split("\n").length <= 40));
		equal(found.join("\n").match(/call/g)?.length, 90);
	});

	test("says of what file and language it is", () => {
		deepEqual(around("a();\n\n│b();│"), [
			{ path: "src/a.ts", languageId: "typescript", code: "a();", firstLine: 0, nextLine: 2 },
		]);
	});

	test("in a very long file has its head and what is near", () => {
		const lines = Array.from({ length: 5000 }, (_, at) => `const value${at} = ${at};\n`);
		lines[2500] = "│f();│\n";
		const found = codes(`import x from "x";\n\n${lines.join("\n")}`);
		ok(found.length <= 60);
		ok(found[0]?.startsWith("import"));
		ok(found.includes("const value2499 = 2499;"));
	});
});

suite("what is chosen", () => {
	const piece = (code: string, lines?: readonly [number, number]): RelatedPiece => ({
		path: lines ? "src/a.ts" : "src/b.ts",
		languageId: "typescript",
		code,
		...(lines && { firstLine: lines[0], nextLine: lines[1] }),
	});
	const chosen = (pieces: RelatedPiece[], tokens: number[], budget: number) =>
		chooseRelated(pieces, tokens, budget).map((it) => it.code);

	test("is all that fits", () => deepEqual(chosen([piece("a"), piece("b")], [5, 5], 10), ["a", "b"]));
	test("is nothing without a budget", () => deepEqual(chosen([piece("a")], [1], 0), []));
	test("is the most relevant first", () => deepEqual(chosen([piece("a"), piece("b")], [6, 5], 10), ["a"]));
	test("is a later one if that still fits", () =>
		deepEqual(chosen([piece("a"), piece("b"), piece("c")], [6, 5, 4], 10), ["a", "c"]));

	test("is cut at the end of a line where it does not fit", () => {
		const lines = Array.from({ length: 10 }, (_, at) => `line ${at}`);
		deepEqual(chosen([piece(lines.join("\n"))], [100], 55), [lines.slice(0, 5).join("\n")]);
	});

	test("is not cut to less than three lines", () =>
		deepEqual(chosen([piece("line 1\nline 2\nline 3\nline 4")], [100], 60), []));

	test("is not what is blank", () => deepEqual(chosen([piece("  \n")], [1], 10), []));

	test("is not what is in another piece already", () => {
		deepEqual(chosen([piece("function f() {\n  g();\n}"), piece("  g();\n", [3, 4])], [5, 5], 10), [
			"function f() {\n  g();\n}",
		]);
	});

	test("has neighbours in one piece, with the blank lines between", () => {
		deepEqual(chosen([piece("c", [4, 5]), piece("a", [0, 1]), piece("b", [1, 4])], [1, 1, 1], 10), ["a\nb\n\n\nc"]);
	});

	test("has pieces that are apart in the order of the file", () => {
		deepEqual(chosen([piece("c", [9, 10]), piece("a", [0, 2])], [1, 1], 10), ["a", "c"]);
	});

	test("has other files' declarations first", () =>
		deepEqual(chosen([piece("a", [0, 2]), piece("z")], [1, 1], 10), ["z", "a"]));

	test("has nothing but what the prompt needs", () => {
		deepEqual(chooseRelated([piece("a", [0, 2])], [1], 10), [
			{ path: "src/a.ts", languageId: "typescript", code: "a" },
		]);
	});

	test("is the whole file but the range, if it fits", () => {
		const pieces = around(file);
		deepEqual(
			chooseRelated(
				pieces,
				pieces.map(() => 1),
				100,
			).map((it) => it.code),
			file
				.split("│")
				.filter((_, at) => at !== 1)
				.map((code) => code.trim()),
		);
	});
});

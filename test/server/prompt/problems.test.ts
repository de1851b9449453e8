import { deepEqual } from "node:assert/strict";
import { suite, test } from "node:test";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { problemsIn } from "../../../server/prompt/problems";

type Severity = 1 | 2 | 3 | 4;

function diagnostic(
	startLine: number,
	endLine: number,
	message: Diagnostic["message"],
	severity?: Severity,
	endCharacter = 5,
): Diagnostic {
	const range = { start: { line: startLine, character: 2 }, end: { line: endLine, character: endCharacter } };
	return { range, message, ...(severity && { severity }) };
}

/** The problems on lines 10 to 14, as line and message. */
function problems(...diagnostics: Diagnostic[]): string[] {
	const range = { start: { line: 10, character: 0 }, end: { line: 14, character: 1 } };
	return problemsIn(diagnostics, range).map(({ line, message }) => `${line} ${message}`);
}

suite("problems", () => {
	test("are those on the range, by lines counted from 1 within it", () => {
		deepEqual(problems(diagnostic(10, 10, "a", 1), diagnostic(14, 14, "b", 1)), ["1 a", "5 b"]);
	});

	test("before and after the range are left out", () => {
		deepEqual(problems(diagnostic(9, 9, "a", 1), diagnostic(15, 15, "b", 1)), []);
	});

	test("that end at the very start of the range are left out", () =>
		deepEqual(problems(diagnostic(8, 10, "a", 1, 0)), []));

	test("that begin above and reach into the range are on its first line", () =>
		deepEqual(problems(diagnostic(3, 11, "a", 1)), ["1 a"]));

	test("come errors first, then warnings, then by line", () => {
		const given = [
			diagnostic(10, 10, "w", 2),
			diagnostic(13, 13, "e2", 1),
			diagnostic(11, 11, "i", 3),
			diagnostic(12, 12, "e1", 1),
		];
		deepEqual(problems(...given), ["3 e1", "4 e2", "1 w", "2 i"]);
	});

	test("without a severity are errors", () =>
		deepEqual(problems(diagnostic(10, 10, "w", 2), diagnostic(11, 11, "e")), ["2 e", "1 w"]));

	test("that are hints are left out", () => deepEqual(problems(diagnostic(10, 10, "unused", 4)), []));

	test("of several lines are put in one", () => {
		deepEqual(problems(diagnostic(10, 10, "Type 'a' is no 'b'.\n  Property 'c' is missing.\r\n\n", 1)), [
			"1 Type 'a' is no 'b'. Property 'c' is missing.",
		]);
	});

	test("may be written in Markdown", () =>
		deepEqual(problems(diagnostic(10, 10, { kind: "markdown", value: "No `a`." }, 1)), ["1 No `a`."]));

	test("come once each, also from two tools", () => {
		deepEqual(problems(diagnostic(10, 10, "a", 1), diagnostic(10, 10, " a ", 2), diagnostic(11, 11, "a", 1)), [
			"1 a",
			"2 a",
		]);
	});

	test("without a message are left out", () => deepEqual(problems(diagnostic(10, 10, "  ", 1)), []));

	test("are ten at most", () => {
		const many = Array.from({ length: 30 }, (_, at) => diagnostic(12, 12, `m${at}`, 1));
		deepEqual(problems(...many).length, 10);
	});
});

import type { Diagnostic, Range } from "vscode-languageserver-protocol";
import type { Problem } from "./prompt";

/** A model that is given more loses sight of the first ones. */
const maxProblems = 10;

/** LSP's `DiagnosticSeverity`: 1 error, 2 warning, 3 information, 4 hint. One without is the client's choice: an error. */
const defaultSeverity = 1;
const hint = 4;

/** What is wrong on the lines of `range`: errors first, then by line, each thing once; no hints, as of unused names. */
export function problemsIn(diagnostics: readonly Diagnostic[], range: Range): Problem[] {
	const found = diagnostics
		.map((diagnostic) => ({ diagnostic, severity: diagnostic.severity ?? defaultSeverity }))
		.filter(({ diagnostic, severity }) => severity < hint && touches(diagnostic.range, range))
		.map(({ diagnostic, severity }) => ({ severity, problem: problem(diagnostic, range) }))
		.filter(({ problem }) => problem.message !== "");
	found.sort((a, b) => a.severity - b.severity || a.problem.line - b.problem.line);
	const unique = new Map(found.map(({ problem }) => [`${problem.line} ${problem.message}`, problem]));
	return [...unique.values()].slice(0, maxProblems);
}

/** Whether two ranges have a line in common; one that ends at the very start of a line does not reach into it. */
function touches(one: Range, other: Range): boolean {
	return one.start.line <= lastLine(other) && other.start.line <= lastLine(one);
}

function lastLine({ start, end }: Range): number {
	return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function problem({ range: { start }, message }: Diagnostic, range: Range): Problem {
	const text = typeof message === "string" ? message : message.value;
	const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
	return { line: Math.max(1, start.line - range.start.line + 1), message: lines.filter(Boolean).join(" ") };
}

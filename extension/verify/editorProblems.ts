import * as vscode from "vscode";
import { documentSchemes } from "../clientOptions";
import type { Problem } from "./newProblems";

/** A problem with what the editor knows of it. */
export interface EditorProblem extends Problem {
	readonly diagnostic: vscode.Diagnostic;
}

/** Every error and warning of the window: an edit can break a caller in another file. Hints break nothing. */
export function editorProblems(): readonly EditorProblem[] {
	return vscode.languages
		.getDiagnostics()
		.filter(([uri]) => documentSchemes.includes(uri.scheme))
		.flatMap(([uri, diagnostics]) => diagnostics.flatMap((it) => toProblem(uri.toString(), it) ?? []));
}

function toProblem(uri: string, diagnostic: vscode.Diagnostic): EditorProblem | undefined {
	const severity = severities.get(diagnostic.severity);
	const { range, message, source = "", code } = diagnostic;
	return severity && { uri, line: range.start.line, severity, message, source, code: codeText(code), diagnostic };
}

const severities: ReadonlyMap<vscode.DiagnosticSeverity, Problem["severity"]> = new Map([
	[vscode.DiagnosticSeverity.Error, "error"],
	[vscode.DiagnosticSeverity.Warning, "warning"],
]);

function codeText(code: vscode.Diagnostic["code"]): string {
	return String((typeof code === "object" ? code.value : code) ?? "");
}

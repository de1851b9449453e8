import * as vscode from "vscode";
import { actionEntries } from "./actions";
import { documentSchemes } from "./clientOptions";

/** Offers Fix in the lightbulb of a diagnostic. Needs no server, so that opening a file starts none. */
export function registerCodeActions(): vscode.Disposable {
	return vscode.languages.registerCodeActionsProvider(
		documentSchemes.map((scheme) => ({ scheme })),
		{ provideCodeActions },
		{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
	);
}

function provideCodeActions(
	document: vscode.TextDocument,
	_range: vscode.Range,
	{ diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
	const [first] = diagnostics;
	if (!first) {
		return [];
	}
	const action = new vscode.CodeAction("Fix with Rationale", vscode.CodeActionKind.QuickFix);
	action.diagnostics = [...diagnostics];
	// An empty range: the function around the diagnostic is fixed, not its few characters.
	const range = new vscode.Range(first.range.start, first.range.start);
	action.command = {
		title: action.title,
		command: actionEntries.fix.command,
		arguments: [{ uri: document.uri, range, diagnostics: [...diagnostics] }],
	};
	return [action];
}

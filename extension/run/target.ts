import * as vscode from "vscode";
import { documentSchemes } from "../clientOptions";
import type { RunTarget } from "./request";

/** What an action's command may be called with; what is missing comes from the active editor. */
export interface ActionArgument extends Partial<RunTarget> {
	readonly instruction?: string;
	/** What the thought is to begin with. */
	readonly thought?: string;
}

/** A context menu calls its command with a URI, which says no more than the active editor does. */
export function parseArgument(argument: unknown): ActionArgument {
	if (typeof argument !== "object" || argument === null || argument instanceof vscode.Uri) {
		return {};
	}
	const { uri, range, diagnostics, instruction, thought } = argument as Record<keyof ActionArgument, unknown>; // Each is checked below.
	return {
		...(uri instanceof vscode.Uri && range instanceof vscode.Range ? { uri, range } : {}),
		...(isDiagnostics(diagnostics) ? { diagnostics } : {}),
		...(typeof instruction === "string" ? { instruction } : {}),
		...(typeof thought === "string" && thought.trim() ? { thought: thought.trim() } : {}),
	};
}

/** The place that was given, else the selection of the active editor; a sentence for the user where there is none. */
export function targetOf({ uri, range, diagnostics }: ActionArgument): RunTarget | string {
	if (uri && range) {
		return { uri, range, ...(diagnostics && { diagnostics }) };
	}
	const editor = vscode.window.activeTextEditor;
	if (!editor) {
		return "Open a file first, and select the code or put the cursor into it.";
	}
	if (!documentSchemes.includes(editor.document.uri.scheme)) {
		return "Rationale works on files and untitled documents. Open the code in an editor of its own.";
	}
	return { uri: editor.document.uri, range: editor.selection };
}

function isDiagnostics(value: unknown): value is readonly vscode.Diagnostic[] {
	return Array.isArray(value) && value.every((it) => it instanceof vscode.Diagnostic);
}

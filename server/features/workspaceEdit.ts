/** What the server asks a client to do to its documents, in the form that the client understands. */
import type { ClientCapabilities, WorkspaceEdit } from "vscode-languageserver";
import type { RunResult } from "../protocol/run";
import type { ResolvedEdit } from "../protocol/runs";

const start = { line: 0, character: 0 };

/** Replaces the code that a run was about. */
export function replacementOf(
	uri: string,
	{ edit, version }: Extract<ResolvedEdit, { kind: "edit" }>,
	capabilities: ClientCapabilities,
): WorkspaceEdit {
	const edits = [{ range: edit.range, newText: edit.newText }];
	return capabilities.workspace?.workspaceEdit?.documentChanges
		? { documentChanges: [{ textDocument: { uri, version }, edits }] }
		: { changes: { [uri]: edits } };
}

/** Makes a new file, and fails where there is one; undefined where the client cannot do that. */
export function creationOf(
	uri: string,
	{ text }: Extract<RunResult, { kind: "newFile" }>,
	capabilities: ClientCapabilities,
): WorkspaceEdit | undefined {
	const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
	if (!documentChanges || !resourceOperations?.includes("create") || uri.startsWith("untitled:")) return undefined;
	return {
		documentChanges: [
			{ kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
			{ textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
		],
	};
}

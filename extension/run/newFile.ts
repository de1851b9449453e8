import * as vscode from "vscode";
import type { RunResult } from "../../server/protocol/run";
import { freeName } from "./siblingName";

/** Opens a result of Write Tests as an unsaved file beside the code, under a name that nothing has yet. */
export async function openNewFile(result: Extract<RunResult, { kind: "newFile" }>, beside: vscode.Uri): Promise<void> {
	const document = await newDocument(result, beside);
	// What the user is typing in the meantime stays where it is typed.
	await vscode.window.showTextDocument(document, {
		viewColumn: vscode.ViewColumn.Beside,
		preview: false,
		preserveFocus: true,
	});
}

async function newDocument(
	{ name, languageId, text }: Extract<RunResult, { kind: "newFile" }>,
	beside: vscode.Uri,
): Promise<vscode.TextDocument> {
	if (beside.scheme !== "file" || !vscode.workspace.getWorkspaceFolder(beside)) {
		return vscode.workspace.openTextDocument({ language: languageId, content: text });
	}
	const folder = vscode.Uri.joinPath(beside, "..");
	const free = await freeName(name, (candidate) => exists(vscode.Uri.joinPath(folder, candidate)));
	const uri = vscode.Uri.joinPath(folder, free).with({ scheme: "untitled" });
	const document = await vscode.workspace.openTextDocument(uri);
	const edit = new vscode.WorkspaceEdit();
	edit.insert(uri, new vscode.Position(0, 0), text);
	await vscode.workspace.applyEdit(edit);
	return document;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	const path = uri.path;
	if (vscode.workspace.textDocuments.some((it) => it.uri.path === path)) {
		return true;
	}
	return vscode.workspace.fs.stat(uri).then(
		() => true,
		() => false,
	);
}

import { posix } from "node:path";
import * as vscode from "vscode";

/** Opens a document that a proposal was made for; says so if it is not there any more. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
	try {
		return await vscode.workspace.openTextDocument(uri);
	} catch (cause) {
		throw new Error(`${nameOf(uri)} cannot be opened. It may have been moved or deleted.`, { cause });
	}
}

/** A file's name, as in its tab. */
export function nameOf(uri: vscode.Uri): string {
	return posix.basename(uri.path);
}

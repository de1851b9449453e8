import type * as vscode from "vscode";
import { pageHtml } from "./pageHtml";

/** The sidebar's HTML; `extensionUri` is the folder that `dist/media` is in. */
export function reasoningHtml(
	webview: Pick<vscode.Webview, "asWebviewUri" | "cspSource">,
	extensionUri: vscode.Uri,
): string {
	return pageHtml(webview, extensionUri, { name: "reasoning", title: "Reasoning" });
}

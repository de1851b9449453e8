/** The page of a webview: a frame that can run its own script and nothing else. */
import { randomBytes } from "node:crypto";
import type * as vscode from "vscode";

export interface PageFiles {
	/** Of the script and the style sheet in `dist/media`, such as `reasoning`. */
	readonly name: string;
	readonly title: string;
}

/** A page's HTML; `extensionUri` is the folder that `dist/media` is in. */
export function pageHtml(
	webview: Pick<vscode.Webview, "asWebviewUri" | "cspSource">,
	extensionUri: vscode.Uri,
	{ name, title }: PageFiles,
): string {
	const nonce = randomBytes(16).toString("base64");
	const script = mediaUri(webview, extensionUri, `${name}.js`);
	const style = mediaUri(webview, extensionUri, `${name}.css`);
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function mediaUri(webview: Pick<vscode.Webview, "asWebviewUri">, root: vscode.Uri, name: string): string {
	return webview.asWebviewUri(root.with({ path: `${root.path}/dist/media/${name}` })).toString();
}

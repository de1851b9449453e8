import * as vscode from "vscode";
import type { Config } from "../config";
import type { DisposableStore } from "../disposable";
import { registerDownloadOffers } from "./downloadCommands";
import { Downloads } from "./downloads";
import { HubTokens } from "./hubToken";

/** Models that are fetched, kept for all workspaces, and the tokens of hubs that want one. */
export function createDownloads(
	{ globalStorageUri, secrets }: vscode.ExtensionContext,
	{
		config,
		log,
		store,
	}: { readonly config: Config; readonly log: vscode.LogOutputChannel; readonly store: DisposableStore },
): { readonly downloads: Downloads; readonly hubTokens: HubTokens } {
	const hubTokens = new HubTokens(secrets);
	const folder = vscode.Uri.joinPath(globalStorageUri, "models").fsPath;
	const downloads = store.add(new Downloads({ config, tokens: hubTokens, folder, log }));
	store.add(registerDownloadOffers(downloads, config, log));
	return { downloads, hubTokens };
}

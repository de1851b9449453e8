import * as vscode from "vscode";
import type { Client } from "../client";
import type { Config } from "../config";
import { ChatProvider } from "./chatProvider";

/** As package.json has it. */
const vendor = "rationale";

/** Offers the model that is set to VS Code's own chat, and to extensions that ask for it. Starts no server before that. */
export function registerChat(client: Client, config: Config): vscode.Disposable {
	const provider = new ChatProvider(client, config);
	return vscode.Disposable.from(provider, vscode.lm.registerLanguageModelChatProvider(vendor, provider));
}

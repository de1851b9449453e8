import * as vscode from "vscode";
import type { Client } from "../client";
import { documentSchemes } from "../clientOptions";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import { Battery } from "./battery";
import { CompletionProvider } from "./completionProvider";
import { Conditions } from "./conditions";
import { powerSource } from "./powerSource";
import { WarmUp } from "./warmUp";

interface Collaborators {
	readonly client: Client;
	readonly config: Config;
	readonly log: vscode.LogOutputChannel;
}

/** Offers inline completions. Starts no server before one is asked for. */
export function registerCompletions({ client, config, log }: Collaborators): vscode.Disposable {
	const store = new DisposableStore();
	const battery = new Battery(powerSource, () => performance.now());
	const conditions = new Conditions(config, battery);
	const provider = store.add(new CompletionProvider(client, conditions, config, log));
	const selector = documentSchemes.map((scheme) => ({ scheme }));
	store.add(vscode.languages.registerInlineCompletionItemProvider(selector, provider));
	store.add(new WarmUp(client, conditions, log));
	return store;
}

import * as vscode from "vscode";
import { warmCompletionNotification } from "../../server/protocol/completion";
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
	const provider = store.add(new CompletionProvider(client, conditions, log));
	const selector = documentSchemes.map((scheme) => ({ scheme }));
	store.add(vscode.languages.registerInlineCompletionItemProvider(selector, provider));
	store.add(
		new WarmUp({
			log,
			isWanted: (document) =>
				client.isStarted &&
				documentSchemes.includes(document.uri.scheme) &&
				conditions.permission(document, { isExplicit: false }) === "granted",
			send: async (document, position, related) => {
				const running = await client.started();
				const { asUri, asPosition } = running.code2ProtocolConverter;
				const params = { uri: asUri(document.uri), position: asPosition(position), related };
				await running.sendNotification(warmCompletionNotification, params);
			},
		}),
	);
	return store;
}

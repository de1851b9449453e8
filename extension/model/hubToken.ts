import * as vscode from "vscode";
import type { Config } from "../config";
import { hubAddress, isPrivate } from "./download/source";

/** What a hub knows the user by, for files that are not for everybody: kept by VS Code where the system keeps secrets. */
export class HubTokens {
	constructor(private readonly secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete">) {}

	async get(hub: URL): Promise<string | undefined> {
		return this.secrets.get(keyOf(hub));
	}

	/** An empty one removes it. */
	async set(hub: URL, token: string): Promise<void> {
		await (token === "" ? this.secrets.delete(keyOf(hub)) : this.secrets.store(keyOf(hub), token));
	}
}

/** A mirror is not shown the token of the hub. */
function keyOf({ origin }: URL): string {
	return `hubToken ${origin}`;
}

/** Asks for the token of the hub that is set; whether the user gave one, or removed it. */
export async function setHubToken(config: Config, tokens: HubTokens): Promise<boolean> {
	const hub = hubAddress(config.download().hub);
	if (!isPrivate(hub)) {
		throw new Error(`${hub.host} would get the token without encryption. Use an address with https for the hub.`);
	}
	const isSet = (await tokens.get(hub)) !== undefined;
	const token = await vscode.window.showInputBox({
		title: `Token for ${hub.host}`,
		prompt: isSet
			? "There is one: what you enter takes its place, and an empty text removes it."
			: "It is kept where VS Code keeps secrets, and sent to this hub alone.",
		placeHolder: "hf_…",
		password: true,
		ignoreFocusOut: true,
		validateInput: (text) =>
			/^[!-~]*$/.test(text.trim()) ? undefined : "A token has letters and digits, and no spaces.",
	});
	if (token === undefined) {
		return false;
	}
	await tokens.set(hub, token.trim());
	return true;
}

import * as vscode from "vscode";
import { originOf } from "../server/protocol/address";
import { serverKeysVariable } from "../server/protocol/servers";

/** The one secret that holds them all, as the language server is told of them: keys can be listed only so. */
const secretName = "rationale.serverKeys";

type Keys = Readonly<Record<string, string>>;

/** Keys of servers by the origin they are for: kept by VS Code as a secret, and told to the language server when it starts. */
export class ServerKeys implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #subscription: vscode.Disposable;
	/** Not kept yet: for a server that is being tried. */
	#trial: Keys = {};
	/** What the language server was started with. */
	#told = "";

	/** In this window, or in another one; not by a key that is tried. */
	readonly onDidChange = this.#changed.event;

	constructor(
		private readonly secrets: vscode.SecretStorage,
		private readonly log: vscode.LogOutputChannel,
	) {
		this.#subscription = secrets.onDidChange(({ key }) => {
			if (key === secretName) {
				this.#changed.fire();
			}
		});
	}

	/** For the language server's process that is about to be started. */
	async environment(): Promise<Keys> {
		this.#told = await this.#text();
		return { [serverKeysVariable]: this.#told };
	}

	/** Whether the language server that was started last has the keys as they are now. */
	async areTold(): Promise<boolean> {
		return this.#told === (await this.#text());
	}

	/** Those that have a key. */
	async origins(): Promise<readonly string[]> {
		return Object.keys(await this.#kept()).sort();
	}

	async has(url: string): Promise<boolean> {
		return Object.hasOwn(await this.#kept(), originOf(url) ?? "");
	}

	/** A key for as long as a server is tried; an empty one: that which is kept. Who tries it tells the language server. */
	try(url: string, key: string): void {
		const origin = originOf(url);
		this.#trial = origin !== undefined && key !== "" ? { [origin]: key } : {};
	}

	/** The server that was tried is used from now on. */
	async keepTried(): Promise<void> {
		const tried = this.#trial;
		if (Object.keys(tried).length > 0) {
			await this.#store({ ...(await this.#kept()), ...tried });
			this.#trial = {};
		}
	}

	/** It is not: a language server that has its key is to forget it. */
	dropTried(): void {
		this.#trial = {};
		this.#changed.fire();
	}

	async remove(origin: string): Promise<void> {
		await this.#store(Object.fromEntries(Object.entries(await this.#kept()).filter(([it]) => it !== origin)));
	}

	dispose(): void {
		this.#subscription.dispose();
		this.#changed.dispose();
	}

	/** As they are told: those of one content read alike. */
	async #text(): Promise<string> {
		const keys = Object.entries({ ...(await this.#kept()), ...this.#trial }).toSorted(([a], [b]) => (a < b ? -1 : 1));
		return JSON.stringify(Object.fromEntries(keys));
	}

	async #kept(): Promise<Keys> {
		try {
			return parseKeys((await this.secrets.get(secretName)) ?? "{}");
		} catch {
			// What is on this machine works all the same. The error is not logged: it may quote what it could not read.
			this.log.warn("The keys of servers could not be read from VS Code's secret storage.");
			return {};
		}
	}

	async #store(keys: Keys): Promise<void> {
		await (Object.keys(keys).length > 0
			? this.secrets.store(secretName, JSON.stringify(keys))
			: this.secrets.delete(secretName));
	}
}

function parseKeys(text: string): Keys {
	const value: unknown = JSON.parse(text);
	const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
	return Object.fromEntries(entries.flatMap(([origin, key]) => (typeof key === "string" ? [[origin, key]] : [])));
}

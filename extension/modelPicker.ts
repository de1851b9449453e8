import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ModelPurpose } from "../server/protocol/catalogue";
import { unloadModelRequest } from "../server/protocol/model";
import { usesServer } from "../server/protocol/settings";
import type { Config } from "./config";
import { DisposableStore } from "./disposable";
import {
	type ChoiceEntry,
	type CurrentModel,
	keyOf,
	type ModelButton,
	type ModelChoice,
	type ModelEntry,
	type Shown,
} from "./model/entry";
import { firstChoice, modelEntries } from "./model/modelEntries";
import type { ModelSources } from "./model/modelSources";
import { type SearchDeps, searchModels } from "./modelSearch";

export type Picked = ModelChoice | { readonly kind: "delete"; readonly path: string; readonly name: string };

export interface PickOptions {
	readonly purpose: ModelPurpose;
	/** Only what fits and is smaller than the model that is set. */
	readonly isSmaller: boolean;
}

interface Item extends vscode.QuickPickItem {
	/** A separator has none. */
	readonly entry?: ChoiceEntry;
}

interface Button extends vscode.QuickInputButton {
	readonly button: ModelButton;
}

/** Lets the user choose; undefined when the picker is dismissed. It is there at once, and fills as answers come. */
export async function pickModel(
	deps: SearchDeps,
	{ isSmaller, purpose }: PickOptions,
	reported: (work: () => unknown) => Promise<unknown>,
): Promise<Picked | undefined> {
	const shown: Shown = {
		purpose,
		isSmaller,
		current: await currentModel(deps.config, purpose),
		home: homedir(),
		// A file manager on another machine would show nothing to the user.
		canReveal: vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined,
	};
	const picker = new ModelPicker(deps, shown, reported);
	try {
		return await picker.pick();
	} finally {
		picker.dispose();
	}
}

const questions = {
	reason: { title: "Reasoning Model", placeholder: "Which model is to reason about your code?" },
	complete: { title: "Completion Model", placeholder: "Which model is to complete code while you type?" },
} as const satisfies Record<ModelPurpose, { title: string; placeholder: string }>;

async function currentModel(config: Config, purpose: ModelPurpose): Promise<CurrentModel> {
	const { completion, model } = config.settings();
	if (purpose === "reason" && usesServer(model)) {
		return { kind: "server", ...model.server };
	}
	const path = purpose === "reason" ? model.path : completion.model;
	return path === "" ? { kind: "none" } : { kind: "file", path, realPath: await realpath(path).catch(() => path) };
}

class ModelPicker implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #closed = new AbortController();
	readonly #picker = this.#store.add(vscode.window.createQuickPick<Item>());
	#sources: ModelSources;
	/** Of the item that was made active here, and not by the user. */
	#preset: string | undefined;
	#firstKey: string | undefined;

	constructor(
		private readonly deps: SearchDeps,
		private readonly shown: Shown,
		private readonly reported: (work: () => unknown) => Promise<unknown>,
	) {
		const { client, downloads } = deps;
		this.#sources = {
			state: client.modelState,
			found: [],
			local: [],
			catalogue: [],
			downloads: downloads.list(),
			server: null,
		};
		this.#store.add(client.onDidChangeModelState((state) => this.#learn({ state })));
		this.#store.add(downloads.onDidChange(() => this.#learn({ downloads: downloads.list() })));
	}

	pick(): Promise<Picked | undefined> {
		const picker = this.#picker;
		const { title, placeholder } = questions[this.shown.purpose];
		Object.assign(picker, {
			title,
			placeholder,
			matchOnDescription: true,
			matchOnDetail: true,
			keepScrollPosition: true,
		});
		const picked = new Promise<Picked | undefined>((resolve) => {
			this.#store.add(picker.onDidAccept(() => this.#accept(resolve)));
			this.#store.add(picker.onDidTriggerItemButton(({ item, button }) => this.#press(item, button, resolve)));
			this.#store.add(picker.onDidHide(() => resolve(undefined)));
		});
		this.#show();
		picker.show();
		void this.reported(() => this.#search());
		return picked;
	}

	dispose(): void {
		this.#closed.abort();
		this.#store.dispose();
	}

	async #search(): Promise<void> {
		this.#picker.busy = true;
		await searchModels(this.deps, this.#closed.signal, (known) => this.#learn(known));
		if (!this.#closed.signal.aborted) {
			this.#picker.busy = false;
		}
	}

	#learn(known: Partial<ModelSources>): void {
		if (!this.#closed.signal.aborted) {
			this.#sources = { ...this.#sources, ...known };
			this.#show();
		}
	}

	/** The item that the user went to stays active. */
	#show(): void {
		const entries = modelEntries(this.#sources, this.shown);
		const items = entries.map(itemOf);
		const active = this.#picker.activeItems[0]?.entry;
		// What VS Code made active by itself is the first one.
		const byItself = [this.#preset, this.#firstKey];
		const hasMoved = active !== undefined && !byItself.includes(keyOf(active.choice));
		const wanted = hasMoved || this.#picker.value !== "" ? active?.choice : firstChoice(entries, this.shown);
		this.#picker.items = items;
		const first = items.find((it) => it.entry)?.entry;
		this.#firstKey = first && keyOf(first.choice);
		const key = wanted && keyOf(wanted);
		const next = items.find(({ entry }) => entry && keyOf(entry.choice) === key);
		if (!hasMoved) {
			this.#preset = key;
		}
		if (next) {
			this.#picker.activeItems = [next];
		}
	}

	#accept(resolve: (picked: Picked) => void): void {
		const entry = this.#picker.activeItems[0]?.entry;
		if (entry) {
			resolve(entry.choice);
		}
	}

	#press({ entry }: Item, pressed: vscode.QuickInputButton, resolve: (picked: Picked) => void): void {
		const { button } = buttons.find((it) => it === pressed) ?? {};
		if (button === "unload") {
			void this.reported(() => this.#unload());
		} else if (entry?.choice.kind === "file") {
			const { path } = entry.choice;
			if (button === "delete") {
				resolve({ kind: "delete", path, name: entry.label });
			} else {
				void this.reported(() => vscode.commands.executeCommand("revealFileInOS", vscode.Uri.file(path)));
			}
		}
	}

	async #unload(): Promise<void> {
		const server = await this.deps.client.started();
		await server.sendRequest(unloadModelRequest);
	}
}

const buttons: readonly Button[] = [
	{ button: "unload", iconPath: new vscode.ThemeIcon("circle-slash"), tooltip: "Unload from Memory" },
	{ button: "reveal", iconPath: new vscode.ThemeIcon("folder-opened"), tooltip: "Show in File Manager" },
	{ button: "delete", iconPath: new vscode.ThemeIcon("trash"), tooltip: "Delete from Disk…" },
];

function itemOf(entry: ModelEntry): Item {
	return entry.kind === "separator"
		? { label: entry.label, kind: vscode.QuickPickItemKind.Separator }
		: {
				label: entry.label,
				description: entry.description,
				detail: entry.detail,
				iconPath: new vscode.ThemeIcon(entry.icon),
				buttons: buttons.filter((it) => entry.buttons.includes(it.button)),
				entry,
			};
}

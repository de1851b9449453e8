import * as vscode from "vscode";
import type { ModelView } from "../../media/reasoning/protocol";
import type { Client } from "../client";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import { modelView } from "./modelText";

/** The model as a user sees it: what the server says of it, and what the settings say before that. */
export class ModelStatus implements vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<void>());

	readonly onDidChange = this.#changed.event;

	constructor(
		private readonly client: Client,
		private readonly config: Config,
	) {
		this.#store.add(client.onDidChangeModelState(() => this.#changed.fire()));
		this.#store.add(config.onDidChange(() => this.#changed.fire()));
	}

	view(): ModelView {
		return modelView(this.client.modelState, this.config.settings().model);
	}

	dispose(): void {
		this.#store.dispose();
	}
}

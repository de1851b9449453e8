import * as vscode from "vscode";
import { type LoadModelResult, loadModelRequest, type ModelState } from "../server/protocol/model";
import type { Client } from "./client";
import { DisposableStore } from "./disposable";
import { isCancelled } from "./report";
import type { Runs } from "./run/runs";
import { percent } from "./view/percent";

/** Milliseconds that a load may take without a notification. */
const patience = 1000;

interface Notification {
	report(progress: number): void;
	end(): void;
}

/** Loads the model that is set, and shows each load that the user waits for, with a way to give it up. */
export class ModelLoading implements vscode.Disposable {
	readonly #store = new DisposableStore();
	/** Ends the load that was asked for here. */
	#asked: vscode.CancellationTokenSource | undefined;
	#timer: NodeJS.Timeout | undefined;
	#notification: Notification | undefined;

	constructor(
		private readonly client: Client,
		private readonly runs: Runs,
	) {
		this.#store.add(client.onDidChangeModelState((state) => this.#follow(state)));
	}

	/** Undefined where it was given up: by the user, or for another one. */
	async load(): Promise<LoadModelResult | undefined> {
		this.#asked?.cancel();
		const asked = new vscode.CancellationTokenSource();
		this.#asked = asked;
		try {
			const client = await this.client.started();
			return await client.sendRequest(loadModelRequest, asked.token);
		} catch (error) {
			if (isCancelled(error)) {
				return undefined;
			}
			throw error;
		} finally {
			asked.dispose();
			if (this.#asked === asked) {
				this.#asked = undefined;
			}
		}
	}

	dispose(): void {
		this.#end();
		this.#store.dispose();
	}

	#follow(state: ModelState): void {
		if (state.kind !== "loading") {
			this.#end();
		} else if (this.#notification) {
			this.#notification.report(state.progress);
		} else {
			this.#timer ??= setTimeout(() => {
				this.#timer = undefined;
				this.#show();
			}, patience);
		}
	}

	#end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#notification?.end();
		this.#notification = undefined;
	}

	/** What completions load by themselves, nobody waits for. */
	#show(): void {
		const state = this.client.modelState;
		if (state.kind === "loading" && (this.#asked || this.#loadingRun)) {
			this.#notification = notify(`Rationale: loading ${state.name}`, state.progress, () => this.#giveUp());
		}
	}

	#giveUp(): void {
		this.#asked?.cancel();
		if (this.#loadingRun) {
			void vscode.commands.executeCommand("rationale.stopRun", this.#loadingRun.id);
		}
	}

	get #loadingRun() {
		const run = this.runs.active();
		return run?.state.kind === "loading" ? run : undefined;
	}
}

function notify(title: string, begun: number, giveUp: () => void): Notification {
	let shown = 0;
	let report = (_: number): void => {};
	let end = (): void => {};
	// VS Code calls back later: the load may be over by then.
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
	void vscode.window.withProgress(options, (bar, token) => {
		token.onCancellationRequested(giveUp);
		report = (progress) => {
			bar.report({ message: percent(progress), increment: (progress - shown) * 100 });
			shown = progress;
		};
		report(begun);
		return ended;
	});
	return { report: (progress) => report(progress), end: () => end() };
}

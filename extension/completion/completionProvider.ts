import * as vscode from "vscode";
import { InlineCompletionRequest, type LanguageClient } from "vscode-languageclient/node";
import { type Client, ServerStartError } from "../client";
import { DisposableStore } from "../disposable";
import { offerModel } from "../offerModel";
import { isCancelled, reported } from "../report";
import { AutomaticStart } from "./automaticStart";
import type { Conditions } from "./conditions";

/** Milliseconds without typing after which ghost text is worth its energy on battery power. */
const savingPause = 1000;

type Result = vscode.InlineCompletionItem[] | vscode.InlineCompletionList | undefined;

/** Ghost text from the server, which the first request starts. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #start = new AutomaticStart();
	/** Messages of automatic requests that the log has already. */
	readonly #logged = new Set<string>();
	#isOfferingModel = false;

	constructor(
		private readonly client: Client,
		private readonly conditions: Conditions,
		private readonly log: vscode.LogOutputChannel,
	) {
		this.#store.add(
			client.onDidStop(({ wasAsked }) => {
				if (!wasAsked) {
					this.#start.noteEnd(performance.now());
				}
			}),
		);
	}

	async provideInlineCompletionItems(
		document: vscode.TextDocument,
		position: vscode.Position,
		context: vscode.InlineCompletionContext,
		token: vscode.CancellationToken,
	): Promise<Result> {
		const isExplicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
		const permission = this.conditions.permission(document, { isExplicit });
		if (permission === "noModel") {
			// Not waited for: the editor waits for this answer.
			void reported(this.log, () => this.#offerModel());
		}
		if (permission === "noModel" || permission === "denied") {
			return undefined;
		}
		if (permission === "afterPause" && (await isCancelledWithin(savingPause, token))) {
			return undefined;
		}
		try {
			return await this.#ask(document, position, context, token);
		} catch (error) {
			// By the time a server has failed to start, the user has often typed on.
			if (error instanceof ServerStartError || !(token.isCancellationRequested || isCancelled(error))) {
				this.#tell(error, isExplicit);
			}
			return undefined;
		}
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #ask(
		document: vscode.TextDocument,
		position: vscode.Position,
		context: vscode.InlineCompletionContext,
		token: vscode.CancellationToken,
	): Promise<Result> {
		const isExplicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
		const client = await this.#started(isExplicit);
		// While the server started, the user may have typed on.
		if (!client || token.isCancellationRequested) {
			return undefined;
		}
		const { code2ProtocolConverter, protocol2CodeConverter } = client;
		const params = code2ProtocolConverter.asInlineCompletionParams(document, position, context);
		const result = await client.sendRequest(InlineCompletionRequest.type, params, token);
		return protocol2CodeConverter.asInlineCompletionResult(result, token);
	}

	async #started(isExplicit: boolean): Promise<LanguageClient | undefined> {
		if (!isExplicit && !this.client.isStarted && !this.#start.isAllowed(performance.now())) {
			return undefined;
		}
		const client = await this.client.started();
		this.#start.noteStart();
		return client;
	}

	/** What was asked for is answered for to the user; what came by itself, to the log. */
	#tell(error: unknown, isExplicit: boolean): void {
		if (isExplicit || (error instanceof ServerStartError && this.#start.isNews())) {
			void reported(this.log, () => Promise.reject(error));
			return;
		}
		const message = error instanceof Error ? error.message : String(error);
		if (!this.#logged.has(message)) {
			this.#logged.add(message);
			this.log.warn(`An inline completion failed: ${message}`);
		}
	}

	/** With a model selected, the completion is asked for once more. */
	async #offerModel(): Promise<void> {
		if (this.#isOfferingModel) {
			return;
		}
		this.#isOfferingModel = true;
		try {
			if (await offerModel()) {
				await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
			}
		} finally {
			this.#isOfferingModel = false;
		}
	}
}

/** Whether a request is overtaken within a time, in milliseconds. */
function isCancelledWithin(time: number, token: vscode.CancellationToken): Promise<boolean> {
	return new Promise((resolve) => {
		if (token.isCancellationRequested) {
			resolve(true);
			return;
		}
		const end = (isCancelled: boolean) => {
			clearTimeout(timer);
			subscription.dispose();
			resolve(isCancelled);
		};
		const timer = setTimeout(() => end(false), time);
		const subscription = token.onCancellationRequested(() => end(true));
	});
}

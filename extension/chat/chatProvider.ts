import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { ConnectionError, ErrorCodes, ResponseError } from "vscode-languageclient/node";
import { type ChatPart, chatProgress, chatRequest, countTokensRequest } from "../../server/protocol/chat";
import type { Client } from "../client";
import type { Config } from "../config";
import { DisposableStore } from "../disposable";
import { type ChatModel, chatModel } from "./chatModel";
import { chatTurns, textOf } from "./chatTurns";
import { thinkingPart } from "./thinkingPart";

type Message = vscode.LanguageModelChatRequestMessage;

/** Tokens with which a message begins and ends. */
const tokensAroundMessage = 4;

/** The model that is set, for VS Code's chat; none where the user has turned that off. */
export class ChatProvider implements vscode.LanguageModelChatProvider<ChatModel>, vscode.Disposable {
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
	/** As last told. */
	#told = "";

	readonly onDidChangeLanguageModelChatInformation = this.#changed.event;

	constructor(
		private readonly client: Client,
		private readonly config: Config,
	) {
		this.#told = JSON.stringify(this.#models());
		this.#store.add(config.onDidChange(() => this.#tell()));
	}

	provideLanguageModelChatInformation(): ChatModel[] {
		return this.#models();
	}

	async provideLanguageModelChatResponse(
		_model: ChatModel,
		messages: readonly Message[],
		_options: vscode.ProvideLanguageModelChatResponseOptions,
		progress: vscode.Progress<vscode.LanguageModelResponsePart>,
		token: vscode.CancellationToken,
	): Promise<void> {
		const running = await this.client.started();
		const partialResultToken = randomUUID();
		const parts = running.onProgress(chatProgress, partialResultToken, (part) => report(part, progress));
		try {
			await running.sendRequest(chatRequest, { turns: chatTurns(messages), partialResultToken }, token);
		} catch (error) {
			throw token.isCancellationRequested ? new vscode.CancellationError() : explained(error);
		} finally {
			parts.dispose();
		}
	}

	async provideTokenCount(_model: ChatModel, text: string | Message, token: vscode.CancellationToken): Promise<number> {
		const running = await this.client.started();
		const texts = [typeof text === "string" ? text : textOf(text)];
		const [count = 0] = await running.sendRequest(countTokensRequest, { texts }, token);
		return typeof text === "string" ? count : count + tokensAroundMessage;
	}

	dispose(): void {
		this.#store.dispose();
	}

	#models(): ChatModel[] {
		const model = this.config.offersChat() ? chatModel(this.config.settings().model) : undefined;
		return model ? [model] : [];
	}

	#tell(): void {
		const models = JSON.stringify(this.#models());
		if (models === this.#told) return;
		this.#told = models;
		this.#changed.fire();
	}
}

/** The server's own errors are sentences; that it is gone, its client says in words of its own. */
function explained(error: unknown): unknown {
	const isGone = error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
	if (!isGone && !(error instanceof ConnectionError)) return error;
	return new Error("The Rationale server has stopped. Ask again to start it.", { cause: error });
}

function report({ channel, text }: ChatPart, progress: vscode.Progress<vscode.LanguageModelResponsePart>): void {
	const part = channel === "answer" ? new vscode.LanguageModelTextPart(text) : thinkingPart(text);
	if (part) progress.report(part);
}

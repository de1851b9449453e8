import type { Connection } from "vscode-languageserver";
import { type Engine, EngineError, type GenerateProgress, type GenerateResult } from "../engine/engine";
import type { Queue } from "../engine/queue";
import { chatOf } from "../prompt/chat";
import { type ChatParams, type ChatPart, chatProgress, chatRequest, countTokensRequest } from "../protocol/chat";
import { hasModel, type Settings } from "../protocol/settings";
import { estimateTokens } from "../reasoning/words";
import { RequestError, type Respond } from "../requests";
import { loadOptionsOf } from "./loadOptions";
import { samplingOf } from "./newAssignment";

export interface ChatCollaborators {
	readonly engine: Engine;
	/** That of the runs: one generates at a time. */
	readonly queue: Queue;
	readonly settings: () => Settings;
	readonly respond: Respond;
}

/** Answers chats with the model of the runs. */
export function registerChat(connection: Connection, collaborators: ChatCollaborators): void {
	const { engine, respond } = collaborators;
	connection.onRequest(chatRequest, (params, token) => {
		const send = (part: ChatPart) => void connection.sendProgress(chatProgress, params.partialResultToken, part);
		return respond(chatRequest.method, token, async (signal) => {
			await answer(params, send, collaborators, signal);
			return null;
		});
	});
	connection.onRequest(countTokensRequest, ({ texts }, token) =>
		respond(countTokensRequest.method, token, () => countTokens(engine, texts)),
	);
}

type Send = (part: ChatPart) => void;

/** Resolves when all is sent. Throws a {@link RequestError} where there is no whole answer. */
async function answer(params: ChatParams, send: Send, chat: ChatCollaborators, signal: AbortSignal): Promise<void> {
	const settings = chat.settings();
	if (!hasModel(settings.model)) {
		throw new RequestError("No model is set. Select one with the command Rationale: Select Model File…");
	}
	const leave = await chat.queue.enter(() => {}, signal);
	try {
		const { contextSize } = await chat.engine.load(loadOptionsOf(settings.model), signal);
		const result = await generate(params, send, { engine: chat.engine, settings }, signal);
		if (result.end !== "complete") throw new RequestError(shortfall(result, contextSize));
	} catch (error) {
		throw error instanceof EngineError ? new RequestError(error.message, { cause: error }) : error;
	} finally {
		leave();
	}
}

interface Generating {
	readonly engine: Engine;
	readonly settings: Settings;
}

function generate(
	{ turns }: ChatParams,
	send: Send,
	{ engine, settings }: Generating,
	signal: AbortSignal,
): Promise<GenerateResult> {
	const chat = chatOf(turns);
	if (!chat) throw new RequestError("The last message of the chat is not the user's. Write one to go on.");
	return engine.generate(
		{
			...chat,
			sampling: samplingOf(settings, false),
			thought: { text: "", isOver: settings.reasoning.effort === "none" },
			budget: budgetOf(settings),
			guards: settings.guards,
			answerStart: "",
		},
		(progress) => {
			const part = partOf(progress);
			if (part) send(part);
		},
		{ signal },
	);
}

/** Of no action: those have budgets of their own. */
function budgetOf({ reasoning: { budgets, effort } }: Settings): number | null {
	if (effort === "none") return 0;
	return effort === "unlimited" ? null : budgets[effort];
}

function partOf(progress: GenerateProgress): ChatPart | undefined {
	// What was sent cannot be taken back; what is thought instead begins a paragraph.
	if (progress.kind === "rewind") return { channel: "thought", text: "\n\n" };
	if (progress.kind !== "delta" || progress.delta.text === "") return undefined;
	return { channel: progress.delta.channel, text: progress.delta.text };
}

function shortfall({ end, promptTokens }: GenerateResult, contextSize: number): string {
	const remedy = "Begin a new chat, or raise rationale.model.contextSize.";
	switch (end) {
		case "promptTooLong":
			return `The chat has ${promptTokens} tokens, too many for the model's context of ${contextSize} tokens. ${remedy}`;
		case "contextFull":
			return `The answer did not fit into the model's context of ${contextSize} tokens. ${remedy}`;
		case "repetition":
			return "The answer repeated itself without end, so it was cut off. Ask again: another seed may do better.";
		default:
			return "The model was unloaded before its answer was complete. Ask again to load it.";
	}
}

async function countTokens(engine: Engine, texts: readonly string[]): Promise<readonly number[]> {
	const estimate = () => texts.map(estimateTokens);
	if (engine.state.kind !== "ready") return estimate();
	try {
		return await engine.countTokens(texts);
	} catch (error) {
		// It was unloaded at that moment.
		if (error instanceof EngineError) return estimate();
		throw error;
	}
}

/** `/v1/chat/completions`: one turn, written by the engine. */
import { setTimeout as delay } from "node:timers/promises";
import type { GenerateProgress, GenerateRequest, GenerateResult, Message } from "../../../server/engine/engine";
import type { ForkedEngine } from "../../../server/engine/forked";
import { Steering } from "../../../server/engine/steering";
import type { ChatReply } from "./chatReply";
import { type ChatRequest, numberOf, recordOf, textOf } from "./chatRequest";
import { type Beginning, readBeginning } from "./continuation";
import { type ApiError, errorOf } from "./errors";
import { type Fault, isMidway, type MidwayFault } from "./faults";
import { Cutting, Framing } from "./framing";
import type { ApiSettings } from "./options";

type Begun = Exclude<Beginning, { readonly kind: "refused" }>;

export interface ChatDependencies {
	readonly engine: ForkedEngine;
	readonly settings: ApiSettings;
	/** Thoughts that can be ended, by the request's id. */
	readonly controlled: Map<string, Steering>;
	readonly onWrote: (tokens: number) => void;
}

export interface Chat {
	readonly id: string;
	readonly request: ChatRequest;
	readonly reply: ChatReply;
	readonly fault: Fault | undefined;
	/** What a text that is no chat begins with. */
	readonly raw?: Extract<Beginning, { readonly kind: "begun" }>;
	/** Aborted when the client has closed the connection. */
	readonly signal: AbortSignal;
}

/** Answers one request, however it goes. */
export async function answerChat(chat: Chat, dependencies: ChatDependencies): Promise<void> {
	const { fault, reply, request } = chat;
	const { settings } = dependencies;
	if (fault?.kind === "html") return reply.html(fault.status);
	if (fault?.kind === "status") {
		const error = errorOf(settings.api, fault.status, fault.message ?? `Error ${fault.status}`);
		return reply.refuse(error, fault.retryAfter === undefined ? {} : { "Retry-After": fault.retryAfter });
	}
	const refusal = findRefusal(request, settings);
	if (refusal) return reply.refuse(refusal);
	const beginning = chat.raw ?? readBeginning(request, settings);
	if (beginning.kind === "refused") return reply.refuse(errorOf(settings.api, 400, beginning.message));
	if (fault?.kind === "empty") return reply.finish("stop", { promptTokens: 1, thoughtTokens: 0, answerTokens: 1 });
	if (fault?.kind === "slow") await wait(chat, fault.milliseconds);
	await new Generation(chat, beginning, dependencies).run();
}

/** Milliseconds between the comments of a server that is slow. */
const slowInterval = 20;

async function wait({ reply, signal }: Chat, milliseconds: number): Promise<void> {
	reply.begin(slowInterval);
	// Rejects when the client has gone, which then ends the generation too.
	await delay(milliseconds, undefined, { signal }).catch(() => {});
}

const wrongModel: Partial<Record<ApiSettings["api"], number>> = { vllm: 404, ollama: 404, openai: 404, deepseek: 400 };

function findRefusal({ fields, messages, model }: ChatRequest, settings: ApiSettings): ApiError | undefined {
	const { api, budget } = settings;
	const status = wrongModel[api];
	if (status !== undefined && model !== settings.model) {
		return errorOf(api, status, `The model \`${model}\` does not exist.`);
	}
	if (messages.length === 0) return errorOf(api, 400, "There are no messages.");
	if (budget === "refused" && numberOf(fields["thinking_token_budget"]) !== undefined) {
		const message =
			"thinking_token_budget is set but reasoning_config is not configured. Please set --reasoning-config to use thinking_token_budget.";
		return errorOf(api, 400, message);
	}
	if (api === "deepseek" && messages.some(({ isPrefix, thought }) => thought !== "" && !isPrefix)) {
		return errorOf(api, 400, "The reasoning_content is an intermediate result. Please remove it from your messages.");
	}
	return undefined;
}

/** A turn while the model writes it. */
class Generation {
	readonly #chat: Chat;
	readonly #dependencies: ChatDependencies;
	readonly #beginning: Begun;
	readonly #framing: Framing;
	readonly #cutting: Cutting;
	readonly #aborting = new AbortController();
	readonly #counts = { thought: 0, answer: 0 };
	/** Of what the answer was begun with, what the engine has not repeated yet. */
	#echo: string;
	#end: "stop" | "length" | undefined;

	constructor(chat: Chat, beginning: Begun, dependencies: ChatDependencies) {
		this.#chat = chat;
		this.#beginning = beginning;
		this.#dependencies = dependencies;
		const isBegun = beginning.kind === "begun";
		this.#framing = new Framing(
			dependencies.settings,
			isBegun ? placeOf(beginning) : undefined,
			chat.raw !== undefined,
		);
		this.#cutting = new Cutting(dependencies.settings.charactersPerDelta);
		this.#echo = isBegun && beginning.thought.isOver ? beginning.answerStart : "";
	}

	async run(): Promise<void> {
		const { id, request, signal } = this.#chat;
		const { controlled, engine, settings } = this.#dependencies;
		const steering = new Steering();
		if (settings.control && request.fields["reasoning_control"] === true) controlled.set(id, steering);
		try {
			const wanted = await this.#wanted();
			const either = AbortSignal.any([signal, this.#aborting.signal]);
			const result = await engine.generate(wanted, (it) => this.#hear(it), { signal: either, steering });
			this.#finish(result);
		} finally {
			controlled.delete(id);
		}
	}

	async #wanted(): Promise<GenerateRequest> {
		const { request } = this.#chat;
		const turns = request.messages.filter(({ role }) => role === "user" || role === "assistant");
		const asked = turns.findLastIndex(({ role }) => role === "user");
		const begun = this.#beginning.kind === "begun" ? this.#beginning : undefined;
		const isOff = !begun && turnsThinkingOff(request, this.#dependencies.settings);
		const thought = begun?.thought ?? (isOff ? { text: "", isOver: true } : undefined);
		return {
			history: turns.slice(0, asked).map(toMessage),
			prompt: turns[asked]?.content ?? "",
			sampling: request.sampling,
			budget: await this.#budget(),
			guards: { repetition: false, language: false },
			answerStart: begun?.answerStart ?? "",
			...(thought ? { thought } : {}),
		};
	}

	/** vLLM and llama-server count what a thought begins with. */
	async #budget(): Promise<number | null> {
		const { engine, settings } = this.#dependencies;
		const budget = budgetOf(settings.api, this.#chat.request.fields);
		if (settings.budget !== "supported" || budget === undefined || budget < 0) return null;
		const begun = this.#beginning.kind === "begun" ? this.#beginning.thought.text : "";
		const [tokens = 0] = await engine.countTokens([begun]);
		return Math.max(0, budget - tokens);
	}

	#hear(progress: GenerateProgress): void {
		const { reply, request } = this.#chat;
		if (progress.kind === "prefill") reply.begin();
		if (progress.kind === "intervention" && progress.intervention === "budget") this.#sayWhy();
		if (progress.kind !== "delta") return;
		const { channel, text, tokens } = progress.delta;
		this.#dependencies.onWrote(tokens);
		if (this.#end || reply.isOver) return;
		if (channel === "answer" && request.stop.includes("</think>")) {
			this.#stop("stop");
			return;
		}
		this.#counts[channel] += tokens;
		this.#send(channel, channel === "answer" ? this.#withoutEcho(text) : text);
		const { fault } = this.#chat;
		if (isMidway(fault) && this.#counts[fault.channel] === fault.tokens) this.#goWrong(fault);
		if (request.maxTokens !== null && this.#tokens >= request.maxTokens) this.#stop("length");
	}

	/** llama-server lets the thought say why it ends. The engine's model does not read it, the client does. */
	#sayWhy(): void {
		const message = textOf(this.#chat.request.fields["reasoning_budget_message"]);
		if (message && this.#dependencies.settings.api === "llama-server") this.#send("thought", message);
	}

	#send(channel: "thought" | "answer", text: string): void {
		for (const sent of this.#framing.push(channel, text)) {
			for (const piece of this.#cutting.push(sent)) this.#chat.reply.send(piece);
		}
	}

	#withoutEcho(text: string): string {
		if (!this.#echo) return text;
		const length = Math.min(this.#echo.length, text.length);
		this.#echo = this.#echo.slice(length);
		return text.slice(length);
	}

	#goWrong({ kind }: MidwayFault): void {
		const { reply } = this.#chat;
		if (kind === "malformed") reply.sendHalf();
		if (kind === "drop") reply.drop();
		if (kind === "stall") reply.stall();
		if (kind === "error") reply.sendError();
		if (kind === "end") reply.end();
		if (kind !== "malformed") this.#stop("length");
	}

	#stop(reason: "stop" | "length"): void {
		this.#end = reason;
		this.#aborting.abort();
	}

	#finish({ end, promptTokens }: GenerateResult): void {
		const { reply, signal } = this.#chat;
		const { api, contextSize } = this.#dependencies.settings;
		if (signal.aborted) return;
		if (end === "promptTooLong") {
			const message = `This model's maximum context length is ${contextSize} tokens. Your request has ${promptTokens} input tokens.`;
			reply.refuse(errorOf(api, 400, message));
			return;
		}
		for (const piece of this.#cutting.end()) reply.send(piece);
		const usage = { promptTokens, thoughtTokens: this.#counts.thought, answerTokens: this.#counts.answer };
		reply.finish(this.#end ?? (end === "complete" ? "stop" : "length"), usage);
	}

	get #tokens(): number {
		return this.#counts.thought + this.#counts.answer;
	}
}

function budgetOf(api: ApiSettings["api"], fields: ChatRequest["fields"]): number | undefined {
	if (api === "vllm") return numberOf(fields["thinking_token_budget"]);
	if (api === "sglang") return numberOf(recordOf(fields["custom_params"])["thinking_budget"]);
	if (api !== "llama-server") return undefined;
	return numberOf(fields["reasoning_budget_tokens"]) ?? numberOf(fields["thinking_budget_tokens"]);
}

function placeOf({ thought }: Extract<Begun, { readonly kind: "begun" }>): "thought" | "answer" {
	return thought.isOver ? "answer" : "thought";
}

function toMessage({ content, role }: ChatRequest["messages"][number]): Message {
	return { role: role === "user" ? "user" : "assistant", text: content };
}

function turnsThinkingOff({ fields }: ChatRequest, { switchesThinking }: ApiSettings): boolean {
	const template = recordOf(fields["chat_template_kwargs"]);
	const isOff = [fields["think"], template["enable_thinking"], template["thinking"]].includes(false);
	return switchesThinking && (isOff || fields["reasoning_effort"] === "none");
}

/** Reads the body of a request for chat; what it does not know stays in `fields`. */
import type { Sampling } from "../../../server/engine/engine";

export interface ChatMessage {
	readonly role: string;
	readonly content: string;
	/** Empty where none is sent. */
	readonly thought: string;
	/** DeepSeek's mark of a message to go on with. */
	readonly isPrefix: boolean;
}

export interface ChatRequest {
	readonly model: string;
	readonly messages: readonly ChatMessage[];
	readonly isStreamed: boolean;
	readonly includesUsage: boolean;
	/** Of thought and answer; null: as many as fit. */
	readonly maxTokens: number | null;
	/** Greedy unless the request says otherwise. */
	readonly sampling: Sampling;
	readonly stop: readonly string[];
	readonly fields: Readonly<Record<string, unknown>>;
}

export function readChatRequest(body: unknown): ChatRequest {
	const fields = recordOf(body);
	return {
		model: textOf(fields["model"]),
		messages: listOf(fields["messages"]).map(readMessage),
		isStreamed: fields["stream"] === true,
		includesUsage: recordOf(fields["stream_options"])["include_usage"] === true,
		maxTokens: numberOf(fields["max_completion_tokens"]) ?? numberOf(fields["max_tokens"]) ?? null,
		sampling: {
			temperature: numberOf(fields["temperature"]) ?? 0,
			topP: numberOf(fields["top_p"]) ?? 1,
			seed: numberOf(fields["seed"]) ?? 1,
		},
		stop: typeof fields["stop"] === "string" ? [fields["stop"]] : listOf(fields["stop"]).map(textOf),
		fields,
	};
}

function readMessage(message: unknown): ChatMessage {
	const fields = recordOf(message);
	return {
		role: textOf(fields["role"]),
		content: contentOf(fields["content"]),
		thought: textOf(fields["reasoning"]) || textOf(fields["reasoning_content"]) || textOf(fields["thinking"]),
		isPrefix: fields["prefix"] === true,
	};
}

/** A text, or a list of parts. */
function contentOf(content: unknown): string {
	if (typeof content === "string") return content;
	return listOf(content)
		.map((part) => textOf(recordOf(part)["text"]))
		.join("");
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value))
		: {};
}

export function numberOf(value: unknown): number | undefined {
	return typeof value === "number" ? value : undefined;
}

export function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

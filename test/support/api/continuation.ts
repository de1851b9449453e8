/** A turn of the assistant that the request begins: what each program makes of it, with the chat template of an R1 distill. */
import type { ThoughtStart } from "../../../server/engine/engine";
import type { ChatMessage, ChatRequest } from "./chatRequest";
import type { ApiSettings, ServedApi } from "./options";

export type Beginning =
	/** The model begins its turn. */
	| { readonly kind: "none" }
	| { readonly kind: "refused"; readonly message: string }
	| { readonly kind: "begun"; readonly thought: ThoughtStart; readonly answerStart: string };

export function readBeginning(request: ChatRequest, settings: ApiSettings): Beginning {
	const last = request.messages.at(-1);
	if (last?.role !== "assistant" || settings.continuing === "ignored") return { kind: "none" };
	if (settings.continuing === "refused") return { kind: "refused", message: refusals[settings.api] ?? refusal };
	const problem = problems[settings.api]?.(last, request, settings);
	if (problem) return { kind: "refused", message: problem };
	const text = prompts[settings.api](last, request);
	return text === undefined ? { kind: "none" } : { kind: "begun", ...readTurn(text) };
}

const refusal = "The last message must be the user's.";

const refusals: Partial<Record<ServedApi, string>> = {
	// llama.cpp until May 2026, for templates that can turn thinking off.
	"llama-server": "Assistant response prefill is incompatible with enable_thinking.",
	deepseek: "The last message of deepseek-reasoner must be a user message, or an assistant message with prefix mode on",
};

const problems: Partial<
	Record<ServedApi, (last: ChatMessage, request: ChatRequest, settings: ApiSettings) => string | undefined>
> = {
	vllm: (last, request, { keepsThought }) => {
		if (!continuesFinalMessage(request)) return undefined;
		if (request.fields["add_generation_prompt"] !== false) {
			return "Cannot set both `continue_final_message` and `add_generation_prompt` to True.";
		}
		// The template cuts what stands before `</think>`, and transformers then misses it.
		if (keepsThought || !last.content.includes("</think>")) return undefined;
		return "continue_final_message is set but the final message does not appear in the chat after applying the chat template!";
	},
	"llama-server": (_, request) =>
		continuesFinalMessage(request) && request.fields["add_generation_prompt"] !== false
			? "Cannot set both add_generation_prompt and continue_final_message to true."
			: undefined,
	deepseek: (last) => (last.isPrefix ? undefined : refusals.deepseek),
};

/** What stands in the prompt after `<｜Assistant｜>`; nothing where the message is taken for one that is over. */
const prompts: Record<ServedApi, (last: ChatMessage, request: ChatRequest) => string | undefined> = {
	vllm: ({ content }, request) => (continuesFinalMessage(request) ? content : undefined),
	sglang: ({ content }, request) => (continuesFinalMessage(request) ? `<think>\n${content}` : undefined),
	"llama-server": ({ content, thought }, { fields }) => {
		const mode = fields["continue_final_message"];
		const isOpen = mode === "reasoning_content" || (mode !== "content" && thought !== "" && content === "");
		return isOpen ? `<think>${thought}` : `<think>${thought}</think>${content}`;
	},
	ollama: ({ content, thought }) => (thought ? `<think>\n${thought}\n</think>${content}` : content),
	// As vLLM's, its template cuts the thought, and nothing misses it.
	lmstudio: ({ content }) => content.split("</think>").at(-1)?.trimStart() ?? "",
	deepseek: ({ content, thought }) => (content ? `<think>\n${thought}\n</think>\n\n${content}` : `<think>\n${thought}`),
	openai: ({ content }) => content,
};

/** llama-server also takes the name of the field to go on with. */
function continuesFinalMessage({ fields }: ChatRequest): boolean {
	const value = fields["continue_final_message"];
	return value === true || value === "content" || value === "reasoning_content";
}

/** A turn without a thought becomes one with an empty thought: that is all the engine knows. */
export function readTurn(text: string): { readonly thought: ThoughtStart; readonly answerStart: string } {
	const [, thought, answer] = /^<think>\n?(.*?)(?:\n?<\/think>\s*(.*))?$/s.exec(text) ?? [undefined, "", text];
	return { thought: { text: thought ?? "", isOver: answer !== undefined }, answerStart: answer ?? "" };
}

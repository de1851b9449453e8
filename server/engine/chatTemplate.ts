/** The chat template that a GGUF brings: in Jinja, as its maker wrote it for the `transformers` library. */
import { Template } from "@huggingface/jinja";
import { EngineError, type Message } from "./engine";

/** A stretch of a rendered conversation: what the template wrote, or a message's text as it was given. */
export interface TemplatePart {
	readonly kind: "template" | "message";
	readonly text: string;
}

export class ChatTemplate {
	readonly #source: string;
	readonly #template: Template;
	/** What `bos_token` and `eos_token` stand for. */
	readonly #tokens: { readonly bos: string; readonly eos: string };

	/** Throws {@link EngineError}. */
	constructor(source: string, tokens: { readonly bos: string; readonly eos: string }) {
		this.#source = source;
		this.#tokens = tokens;
		try {
			this.#template = new Template(source);
		} catch (cause) {
			throw unreadable(cause);
		}
	}

	/** Whether the template's own text holds this. */
	has(text: string): boolean {
		return this.#source.includes(text);
	}

	/** Up to where the model's turn begins. Throws {@link EngineError}. */
	render(messages: readonly Message[]): readonly TemplatePart[] {
		const rendered = this.#render(messages.map(({ role }, index) => ({ role, content: markOf(index) })));
		const parts = rendered.split(marks);
		const shown = parts.filter((_, index) => index % 2 === 1);
		// The user's turn must be there, and once; of those before it a template may leave some out.
		if (shown.filter((it) => Number(it) === messages.length - 1).length !== 1) {
			throw unreadable("it does not show each message once");
		}
		return parts
			.map(
				(part, index): TemplatePart =>
					index % 2 === 1
						? { kind: "message", text: messages[Number(part)]?.text ?? "" }
						: { kind: "template", text: part },
			)
			.filter(({ text }) => text !== "");
	}

	#render(messages: readonly { readonly role: string; readonly content: string }[]): string {
		const { bos, eos } = this.#tokens;
		try {
			return this.#template.render({
				messages: [...messages],
				add_generation_prompt: true,
				bos_token: bos,
				eos_token: eos,
				// Qwen3's, where a thought can be switched off.
				enable_thinking: true,
			});
		} catch (cause) {
			throw unreadable(cause);
		}
	}
}

/**
 * Messages are not given to the template: it could take their text for its own, and special tokens in them for real ones.
 * It is given these, of characters that no text has, and they are found again.
 */
function markOf(index: number): string {
	return `\u{F0000}${index}\u{F0001}`;
}

const marks = /\u{F0000}(\d+)\u{F0001}/u;

function unreadable(cause: unknown): EngineError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new EngineError(
		"unsupported",
		`This model cannot be asked: its chat template cannot be used (${reason}). Select another GGUF of it, or another model.`,
		{ cause },
	);
}

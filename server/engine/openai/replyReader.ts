/** Reads what a server streams, in the fields that each puts the thought into. */
import { type Fields, fieldsOf } from "../../fields";
import { TagSplitter, type TagStart } from "../../reasoning/tagSplitter";

export type Piece =
	| { readonly kind: "text"; readonly channel: "thought" | "answer"; readonly text: string }
	/** How the server calls this reply. */
	| { readonly kind: "id"; readonly id: string }
	| { readonly kind: "usage"; readonly promptTokens: number; readonly cachedTokens: number }
	/** The server has ended the reply; `length`: there was no room for more. */
	| { readonly kind: "finish"; readonly reason: "complete" | "length" }
	| { readonly kind: "error"; readonly error: unknown };

export class ReplyReader {
	readonly #tags: TagSplitter;
	#hasField = false;
	#hasId = false;

	constructor(start: TagStart) {
		this.#tags = new TagSplitter(start);
	}

	/** Whether what was given as a thought may all have been the answer. */
	get isThoughtAssumed(): boolean {
		return !this.#hasField && this.#tags.isOnlyAssumed;
	}

	/** One event, whatever it is. */
	push(event: unknown): Piece[] {
		const { choices, error, id, usage } = fieldsOf(event);
		if (error) return [{ kind: "error", error }];
		const pieces: Piece[] = [];
		if (typeof id === "string" && !this.#hasId) {
			this.#hasId = true;
			pieces.push({ kind: "id", id });
		}
		const [choice] = Array.isArray(choices) ? choices : [];
		if (choice) pieces.push(...this.#readChoice(fieldsOf(choice)));
		if (usage) pieces.push(readUsage(fieldsOf(usage)));
		return pieces;
	}

	#readChoice({ delta, finish_reason: reason, text }: Fields): Piece[] {
		const { content, reasoning, reasoning_content, thinking } = fieldsOf(delta);
		const thought = [reasoning, reasoning_content, thinking].find((it) => typeof it === "string" && it !== "");
		const written = typeof text === "string" ? text : content;
		const pieces: Piece[] = [];
		if (typeof thought === "string") {
			this.#hasField = true;
			pieces.push({ kind: "text", channel: "thought", text: thought });
		}
		if (typeof written === "string") pieces.push(...this.#readText(written));
		if (typeof reason === "string") {
			pieces.push(...this.#end());
			pieces.push({ kind: "finish", reason: reason === "length" ? "length" : "complete" });
		}
		return pieces;
	}

	#readText(text: string): Piece[] {
		if (this.#hasField) return text === "" ? [] : [{ kind: "text", channel: "answer", text }];
		return this.#tags.push(text).map((part) => ({ kind: "text", ...part }));
	}

	#end(): Piece[] {
		return this.#hasField ? [] : this.#tags.end().map((part) => ({ kind: "text", ...part }));
	}
}

function readUsage({ prompt_cache_hit_tokens, prompt_tokens, prompt_tokens_details }: Fields): Piece {
	const cached = fieldsOf(prompt_tokens_details)["cached_tokens"] ?? prompt_cache_hit_tokens;
	return { kind: "usage", promptTokens: countOf(prompt_tokens), cachedTokens: countOf(cached) };
}

function countOf(value: unknown): number {
	return typeof value === "number" && value >= 0 ? Math.round(value) : 0;
}

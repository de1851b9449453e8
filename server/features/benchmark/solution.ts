import { findCodeBlock } from "../../edit/codeBlock";
import type { GenerateProgress, GenerateResult } from "../../engine/engine";
import type { ThoughtEnd } from "../../protocol/benchmark";
import type { Answer } from "../../reasoning/splitter";

/** What a model has written for a problem so far. */
export class Solution {
	readonly #answer: Answer[] = [];
	#thoughtTokens = 0;
	#answerTokens = 0;
	#thoughtEnd: ThoughtEnd = "model";

	get thoughtTokens(): number {
		return this.#thoughtTokens;
	}

	get answerTokens(): number {
		return this.#answerTokens;
	}

	get thoughtEnd(): ThoughtEnd {
		return this.#thoughtEnd;
	}

	get phase(): "reading" | "thinking" | "answering" {
		if (this.#answerTokens > 0) return "answering";
		return this.#thoughtTokens > 0 ? "thinking" : "reading";
	}

	add(progress: GenerateProgress): void {
		switch (progress.kind) {
			case "delta":
				if (progress.delta.channel === "thought") this.#thoughtTokens += progress.delta.tokens;
				else this.#addAnswer(progress.delta.text, progress.delta.tokens);
				return;
			case "rewind":
				this.#thoughtTokens = progress.tokens;
				return;
			case "intervention":
				this.#thoughtEnd = endBy(progress.intervention) ?? this.#thoughtEnd;
		}
	}

	/** The code that the answer holds, or why there is none. */
	code(
		{ end }: GenerateResult,
		starterCode: string,
	):
		| { readonly kind: "code"; readonly code: string }
		| { readonly kind: "noCode"; readonly message: string }
		| { readonly kind: "cutOff" } {
		if (end === "contextFull") return { kind: "cutOff" };
		if (end === "promptTooLong") return { kind: "noCode", message: "The problem is too long for the context." };
		if (end === "repetition") return { kind: "noCode", message: "The answer repeated itself and was cut." };
		// Joined of answers it is one.
		const block = findCodeBlock(this.#answer.join("") as Answer, "python", starterCode);
		return block.kind === "code"
			? block
			: { kind: "noCode", message: reasons[block.reason] ?? "The answer holds no code." };
	}

	#addAnswer(text: Answer, tokens: number): void {
		this.#answer.push(text);
		this.#answerTokens += tokens;
	}
}

const reasons: Readonly<Record<string, string>> = {
	noAnswer: "The model ended without an answer.",
	unclosed: "The answer breaks off in the middle of the code.",
};

function endBy(
	intervention: Extract<GenerateProgress, { kind: "intervention" }>["intervention"],
): ThoughtEnd | undefined {
	return intervention === "budget" || intervention === "context" || intervention === "repetition"
		? intervention
		: undefined;
}

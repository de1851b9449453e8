import type { LlamaContextSequence, SequenceEvaluateOptions, Token, TokenBias } from "node-llama-cpp";
import type { Sampling } from "./engine";
import type { ReasoningModel } from "./llama";
import { inTurn } from "./queue";

/** What a sequence writes, token by token: each is sampled first, and evaluated only when the next one is asked for. */
export class TokenStream {
	readonly #model: ReasoningModel;
	readonly #options: SequenceEvaluateOptions;
	#iterator: ReturnType<LlamaContextSequence["evaluate"]>;

	/** `tokens` are evaluated first. `bias` is asked before each token is sampled. */
	constructor(model: ReasoningModel, tokens: Token[], sampling: Sampling, bias: () => TokenBias) {
		this.#model = model;
		this.#options = { ...samplerOptions(sampling), tokenBias: bias };
		this.#iterator = this.#evaluate(tokens);
	}

	/** The first token. */
	begin(): Promise<Token> {
		return this.#next(undefined);
	}

	/** Evaluates `token`, which need not be the one that was sampled, and samples what follows it. */
	after(token: Token): Promise<Token> {
		return this.#next(token);
	}

	/** Takes the last `count` evaluated tokens out of the KV cache, and samples what follows the one before them. */
	async rewind(count: number): Promise<Token> {
		await this.#iterator.return();
		const { sequence } = this.#model.slot;
		const end = sequence.nextTokenIndex;
		const last = sequence.contextTokens.slice(end - count - 1, end - count);
		await sequence.eraseContextTokenRanges([{ start: end - count - 1, end }]);
		this.#iterator = this.#evaluate(last);
		return this.begin();
	}

	async end(): Promise<void> {
		await this.#iterator.return();
	}

	#evaluate(tokens: Token[]): ReturnType<LlamaContextSequence["evaluate"]> {
		return this.#model.slot.sequence.evaluate(tokens, this.#options);
	}

	async #next(token: Token | undefined): Promise<Token> {
		const { value } = await inTurn(this.#model.evaluating, () => this.#iterator.next(token));
		if (typeof value !== "number") throw new Error("llama.cpp ended the turn without a token that says so");
		return value;
	}
}

/** What a sampler is told. */
export function samplerOptions({ temperature, topP, seed }: Sampling): SequenceEvaluateOptions {
	// R1's recommendation is temperature and top-p alone; the library would add a top-k.
	return { temperature, topP, seed, topK: 0, minP: 0, yieldEogToken: true };
}

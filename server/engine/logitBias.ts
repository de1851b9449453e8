import type { Token, TokenBias } from "node-llama-cpp";
import type { Script } from "../reasoning/scripts";
import type { ReasoningModel } from "./llama";

export interface BiasWanted {
	/** Added to the logit of the thought's end. */
	readonly close: number;
	/** Must not come next. */
	readonly banned: Token | undefined;
	/** Added to the logits of each script's tokens. */
	readonly scripts: ReadonlyMap<Script, number>;
}

/** What is added to logits, made as rarely as can be: a script of a large vocabulary has tens of thousands of tokens. */
export class LogitBias {
	/** Nothing is added. */
	readonly none: TokenBias;
	readonly #model: ReasoningModel;
	readonly #plain: TokenBias;
	#held: { readonly scripts: string; readonly bias: TokenBias } | undefined;

	constructor(model: ReasoningModel) {
		this.#model = model;
		this.none = model.newBias();
		this.#plain = model.newBias();
	}

	next({ banned, close, scripts }: BiasWanted): TokenBias {
		// A ban holds for one token: it goes with the bias that was made for it.
		const bias = banned === undefined ? this.#kept(scripts) : this.#make(scripts).set(banned, "never");
		const end = this.#model.turn.close;
		return end === undefined ? bias : bias.set(end, { logit: close });
	}

	#kept(scripts: ReadonlyMap<Script, number>): TokenBias {
		if (scripts.size === 0) return this.#plain;
		const key = JSON.stringify([...scripts]);
		if (this.#held?.scripts !== key) this.#held = { scripts: key, bias: this.#make(scripts) };
		return this.#held.bias;
	}

	#make(scripts: ReadonlyMap<Script, number>): TokenBias {
		const bias = this.#model.newBias();
		for (const [script, logit] of scripts) {
			for (const token of this.#model.vocabulary.ofScript(script)) bias.set(token, { logit });
		}
		return bias;
	}
}

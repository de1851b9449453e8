import type { Token, TokenBias } from "node-llama-cpp";
import type { Script } from "../reasoning/scripts";
import type { LoadedModel } from "./llama";

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
	readonly #model: LoadedModel;
	readonly #plain: TokenBias;
	#held: { readonly scripts: string; readonly bias: TokenBias } | undefined;
	#banned: Token | undefined;

	constructor(model: LoadedModel) {
		this.#model = model;
		this.none = model.newBias();
		this.#plain = model.newBias();
	}

	next({ banned, close, scripts }: BiasWanted): TokenBias {
		const bias = scripts.size === 0 ? this.#plain : this.#withScripts(scripts);
		if (this.#banned !== undefined) bias.set(this.#banned, { logit: 0 });
		if (banned !== undefined) bias.set(banned, "never");
		this.#banned = banned;
		return bias.set(this.#model.turn.close, { logit: close });
	}

	#withScripts(scripts: ReadonlyMap<Script, number>): TokenBias {
		const key = JSON.stringify([...scripts]);
		if (this.#held?.scripts === key) return this.#held.bias;
		const bias = this.#model.newBias();
		for (const [script, logit] of scripts) {
			for (const token of this.#model.vocabulary.ofScript(script)) bias.set(token, { logit });
		}
		this.#held = { scripts: key, bias };
		return bias;
	}
}

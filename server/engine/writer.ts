/** Writes a thought and an answer, and lets the user, the budget and the guards have their say at each token. */
import type { Token } from "node-llama-cpp";
import type { InterventionKind } from "../protocol/run";
import { type Drift, LanguageWatch } from "../reasoning/languageWatch";
import { RepetitionWatch } from "../reasoning/repetition";
import { Splitter } from "../reasoning/splitter";
import { type Decision, ThoughtControl } from "../reasoning/thoughtControl";
import type { GenerateControl, GenerateProgress, GenerateRequest, GenerateResult } from "./engine";
import type { ReasoningModel } from "./llama";
import { LogitBias } from "./logitBias";
import { TokenStream } from "./tokenStream";
import { TokenText } from "./tokenText";

export interface WriterOptions {
	readonly model: ReasoningModel;
	readonly request: GenerateRequest;
	/** What the thought begins with. */
	readonly start: readonly Token[];
	/** Tokens that there is a place for in the context. */
	readonly room: number;
	readonly control: GenerateControl;
	readonly onProgress: (progress: GenerateProgress) => void;
}

/** Of the tokens that are left, what a thought may take: the answer, which writes the code anew, needs the rest. */
const thoughtShare = 0.75;

type End = GenerateResult["end"];

export class Writer {
	readonly #options: WriterOptions;
	readonly #thought: ThoughtControl;
	readonly #language: LanguageWatch | undefined;
	readonly #answerRepetition: RepetitionWatch | undefined;
	readonly #bias: LogitBias;
	#splitter: Splitter;
	#text: TokenText;
	/** Of the thought, what was written here. */
	#written: { readonly token: Token; readonly text: string }[] = [];
	/** Tokens to be written in place of those that are sampled. */
	#forced: Token[] = [];
	#isThinking = true;
	#banned: Token | undefined;
	/** Tokens that stayed when the thought was last taken back. */
	#rewoundTo: number | undefined;

	constructor(options: WriterOptions) {
		const { model, request } = options;
		const { guards } = request;
		this.#options = options;
		this.#thought = new ThoughtControl({
			budget: request.budget,
			room: Math.floor(options.room * thoughtShare),
			repetition: guards.repetition ? new RepetitionWatch() : undefined,
		});
		this.#language = guards.language ? new LanguageWatch(request.prompt + (request.thought?.text ?? "")) : undefined;
		this.#answerRepetition = guards.repetition ? new RepetitionWatch() : undefined;
		this.#bias = new LogitBias(model);
		this.#splitter = new Splitter(model.turn.marks);
		this.#text = new TokenText(model.vocabulary);
		this.#readStart();
		if (request.thought?.isOver || model.turn.close === undefined) {
			this.#isThinking = false;
			this.#forced = model.vocabulary.tokenize(request.answerStart);
		}
	}

	/** Special tokens in the answer, where none belongs. */
	get strayTokens(): number {
		return this.#splitter.strayTokens;
	}

	/** Evaluates `last`, and writes on from there; `onBegin` is called once that is read. */
	async write(last: Token[], onBegin: () => void): Promise<End> {
		const { control, model, request } = this.#options;
		const stream = new TokenStream(model, last, request.sampling, () => this.#nextBias());
		const endSteering = control.steering?.onDidPress((steer) => this.#thought.press(steer));
		try {
			let sampled = await stream.begin();
			onBegin();
			for (;;) {
				if (control.signal.aborted) return "stopped";
				const next = this.#isThinking ? await this.#think(sampled, stream) : await this.#answer(sampled, stream);
				if (typeof next === "string") return next;
				sampled = next;
			}
		} finally {
			endSteering?.();
			await stream.end();
		}
	}

	/** What is sampled next, or how it all ended. */
	async #think(sampled: Token, stream: TokenStream): Promise<Token | End> {
		const forced = this.#forced.shift();
		if (forced !== undefined) {
			// What is decided already is not decided on once more.
			this.#take(forced);
			return this.#advance(forced, stream);
		}
		const decision = this.#thought.decide(this.#isClose(sampled) || this.#options.model.isEndOfTurn(sampled));
		if (decision.kind === "take") return this.#thinkToken(sampled, stream);
		if (decision.kind === "end" && !decision.intervention && this.#isClose(sampled)) {
			return this.#thinkToken(sampled, stream);
		}
		this.#prepare(decision);
		return sampled;
	}

	async #thinkToken(token: Token, stream: TokenStream): Promise<Token | End> {
		const { decision, drift } = this.#take(token);
		if (decision?.kind === "rewind") {
			this.#banned = this.#written[decision.tokens]?.token;
			return this.#rewind(decision.tokens, decision.intervention, stream);
		}
		// What is held back now gets another chance, with the bias that it brought about.
		if (drift) return this.#rewind(this.#wholeCharacters(drift.start), "language", stream);
		if (decision) this.#prepare(decision);
		return this.#advance(token, stream);
	}

	/** Writes a token of the thought; says what the guards make of it. */
	#take(token: Token): { decision?: ReturnType<ThoughtControl["wrote"]>; drift?: Drift | undefined } {
		const text = this.#emit(token);
		if (this.#isClose(token)) {
			this.#isThinking = false;
			return {};
		}
		this.#written.push({ token, text });
		return { drift: this.#language?.push(text), decision: this.#thought.wrote(token, text) };
	}

	async #answer(sampled: Token, stream: TokenStream): Promise<Token | End> {
		const forced = this.#forced.shift();
		const token = forced ?? sampled;
		if (forced === undefined && this.#options.model.isEndOfTurn(token)) return "complete";
		const text = this.#emit(token);
		if (this.#answerRepetition?.push(token, text)) return "repetition";
		return this.#advance(token, stream);
	}

	async #advance(token: Token, stream: TokenStream): Promise<Token | End> {
		const { capacity, sequence } = this.#options.model.slot;
		// The token has been written but not evaluated: is there a place for it?
		if (sequence.nextTokenIndex >= capacity) return "contextFull";
		return await stream.after(token);
	}

	/** Has written, instead of what is sampled, what a decision asks for. */
	#prepare(decision: Decision): void {
		const { model, request } = this.#options;
		if (decision.kind === "write") {
			this.#forced = model.vocabulary.tokenize(decision.text);
			this.#intervene(decision.intervention);
		} else if (decision.kind === "end") {
			this.#forced = [...model.turn.end(this.#thought.tail), ...model.vocabulary.tokenize(request.answerStart)];
			if (decision.intervention) this.#intervene(decision.intervention);
		}
	}

	/** Takes the thought back to its first tokens, to go on from there another way. */
	async #rewind(tokens: number, intervention: InterventionKind, stream: TokenStream): Promise<Token> {
		const { onProgress } = this.#options;
		// The last token was written but not evaluated.
		const evaluated = this.#written.length - 1;
		this.#written = this.#written.slice(0, tokens);
		this.#thought.rewind(tokens, this.#written.map(({ text }) => text).join(""));
		this.#language?.rewind(tokens);
		this.#readStart();
		for (const { token, text } of this.#written) {
			this.#text.next(token);
			this.#splitter.push(token, text);
		}
		onProgress({ kind: "rewind", tokens });
		// Taken back to the same place more than once, it is told once.
		if (tokens !== this.#rewoundTo) this.#intervene(intervention);
		this.#rewoundTo = tokens;
		const next = await stream.rewind(evaluated - tokens);
		this.#banned = undefined;
		return next;
	}

	/** Brings splitter and decoder to where the model goes on. */
	#readStart(): void {
		const { model, start } = this.#options;
		this.#splitter = new Splitter(model.turn.marks);
		this.#text = new TokenText(model.vocabulary);
		for (const token of start) this.#splitter.push(token, this.#text.next(token));
	}

	#emit(token: Token): string {
		const text = this.#text.next(token);
		this.#options.onProgress({ kind: "delta", delta: this.#splitter.push(token, text) });
		return text;
	}

	#intervene(intervention: InterventionKind): void {
		this.#options.onProgress({ kind: "intervention", intervention, tokens: this.#thought.written });
	}

	/** So many tokens, less those that only begin a character. */
	#wholeCharacters(tokens: number): number {
		let whole = tokens;
		while (this.#written[whole - 1]?.text === "") whole--;
		return whole;
	}

	#nextBias() {
		if (!this.#isThinking) return this.#bias.none;
		const isFree = !this.#language || this.#language.isInCode;
		return this.#bias.next({
			close: this.#thought.closeBias,
			banned: this.#banned,
			scripts: isFree ? new Map() : this.#language.held,
		});
	}

	#isClose(token: Token): boolean {
		return token === this.#options.model.turn.close;
	}
}

/**
 * Follows a thought and an answer that a server writes, and lets the user, the budget and the guards have their say at
 * each word, as the local writer does at each token: where a thought is to go another way, the reply is broken off and
 * gone on with from what it begins with then.
 */
import type { InterventionKind } from "../../protocol/run";
import type { Steer } from "../../protocol/runs";
import { LanguageWatch } from "../../reasoning/languageWatch";
import { RepetitionWatch } from "../../reasoning/repetition";
import { type Decision, ThoughtControl } from "../../reasoning/thoughtControl";
import { estimateTokens, WordReader } from "../../reasoning/words";
import {
	EngineError,
	type GenerateControl,
	type GenerateProgress,
	type GenerateRequest,
	type GenerateResult,
	type Message,
} from "../engine";
import { type Beginning, Conversation, canContinue, type Server } from "./conversation";
import { BrokenOff, failureIn, PromptTooLong } from "./failures";
import { Reply, wordsOf } from "./reply";
import type { Piece } from "./replyReader";

export interface RemoteWriterOptions {
	readonly server: Server;
	readonly request: GenerateRequest;
	/** Tokens that there are for prompt and reply together. */
	readonly contextSize: number;
	/** Whether the server has refused the fields of its kind before. */
	readonly isPlain: boolean;
	readonly control: GenerateControl;
	readonly onProgress: (progress: GenerateProgress) => void;
}

type End = GenerateResult["end"];

/** What comes after a stretch of a reply: another one that goes on from there, or the end. */
type Next = Beginning | End;

/** As in the local writer. */
const thoughtShare = 0.75;

/** A server's own limit goes first; where it is not kept, the thought is broken off so much later. */
const ownLimitShare = 1.25;

/** Replies that may break off, and languages that may be taken back: more would go on for ever. */
const maxRecoveries = 2;
const maxDrifts = 2;

/** Added to the temperature where a thought is taken back: no token can be forbidden here, so chance has to do it. */
const rewoundTemperature = 0.3;

export class RemoteWriter {
	readonly #options: RemoteWriterOptions;
	readonly #messages: readonly Message[];
	readonly #conversation: Conversation;
	readonly #thought: ThoughtControl;
	readonly #language: LanguageWatch | undefined;
	readonly #answerRepetition: RepetitionWatch | undefined;
	readonly #reply: Reply;
	#reading = new WordReader();
	#stretch = new AbortController();
	#replyId = "";
	/** The server has been asked to end the thought. */
	#isEndSent = false;
	#hasBegun = false;
	/** The answer was made to begin with a line, of which nothing has come yet. */
	#isLineBegun = false;
	#recoveries = 0;
	#drifts = 0;
	#rewinds = 0;
	#rewoundTo: number | undefined;
	#usage = { promptTokens: 0, reusedTokens: 0 };
	#finish: "complete" | "length" | undefined;

	constructor(options: RemoteWriterOptions) {
		const { contextSize, isPlain, request, server } = options;
		const { guards } = request;
		this.#options = options;
		this.#messages = [...(request.history ?? []), { role: "user", text: request.prompt }];
		this.#conversation = new Conversation(server, this.#messages, isPlain);
		const promptTokens = estimateTokens(this.#messages.map(({ text }) => text).join("\n"));
		this.#usage = { promptTokens, reusedTokens: 0 };
		this.#thought = new ThoughtControl({
			budget: this.#ownBudget(request.budget),
			room: Math.max(1, Math.floor((contextSize - promptTokens) * thoughtShare)),
			repetition: guards.repetition ? new RepetitionWatch() : undefined,
		});
		this.#language = guards.language ? new LanguageWatch(request.prompt + (request.thought?.text ?? "")) : undefined;
		this.#answerRepetition = guards.repetition ? new RepetitionWatch() : undefined;
		this.#reply = new Reply(request.thought?.text ?? "", options.onProgress);
	}

	get isPlain(): boolean {
		return this.#conversation.isPlain;
	}

	async write(): Promise<GenerateResult> {
		const { control, onProgress } = this.#options;
		const endSteering = control.steering?.onDidPress((steer) => this.#press(steer));
		try {
			onProgress({ kind: "prefill", done: 0, total: this.#usage.promptTokens, reused: 0 });
			let next: Next | undefined = this.#first();
			while (typeof next !== "string") next = await this.#follow(next);
			return { end: next, ...this.#usage, strayTokens: 0 };
		} finally {
			endSteering?.();
		}
	}

	/** Undefined: the model begins. */
	#first(): Beginning | undefined {
		const { answerStart, thought } = this.#options.request;
		if (!thought || (thought.text === "" && !thought.isOver)) return undefined;
		const where = thought.isOver ? "answer" : "thought";
		if (canContinue(this.#options.server, where)) {
			return thought.isOver ? this.#beginAnswer(answerStart) : { thought: thought.text, isOver: false, answer: "" };
		}
		if (thought.text !== "") throw cannotContinue(this.#options.server.http.host);
		this.#reply.isThinking = false;
		return undefined;
	}

	/** Reads until the reply ends, or is to go another way. */
	async #follow(beginning: Beginning | undefined): Promise<Next | undefined> {
		const { control, request } = this.#options;
		this.#stretch = new AbortController();
		this.#reading = new WordReader();
		this.#finish = undefined;
		const stretch = this.#stretch.signal;
		const ask = {
			messages: this.#messages,
			sampling: this.#sampling(),
			beginning,
			isSilent: request.thought?.isOver ?? false,
			budget: request.budget,
		};
		try {
			for await (const piece of this.#conversation.open(ask, AbortSignal.any([control.signal, stretch]))) {
				const next = this.#take(piece);
				if (next !== undefined) return next;
			}
			return this.#over(beginning);
		} catch (error) {
			if (control.signal.aborted) return "stopped";
			if (stretch.aborted) return this.#decideAt(false) ?? this.#reply.written;
			return this.#recover(error, beginning);
		} finally {
			this.#stretch.abort();
		}
	}

	#take(piece: Piece): Next | undefined {
		switch (piece.kind) {
			case "id":
				this.#replyId = piece.id;
				return undefined;
			case "usage":
				this.#usage = { promptTokens: piece.promptTokens, reusedTokens: piece.cachedTokens };
				return undefined;
			case "error":
				throw failureIn(this.#options.server.http.host, piece.error);
			case "finish":
				this.#finish = piece.reason;
				return undefined;
			case "text":
				this.#begin();
				return piece.channel === "thought" ? this.#takeThought(piece.text) : this.#takeAnswer(piece.text);
		}
	}

	#begin(): void {
		if (this.#hasBegun) return;
		this.#hasBegun = true;
		const { promptTokens, reusedTokens } = this.#usage;
		this.#options.onProgress({ kind: "prefill", done: promptTokens, total: promptTokens, reused: reusedTokens });
	}

	#takeThought(text: string): Next | undefined {
		// A thought after the answer has begun, or where none was asked for, is none of the run's.
		return this.#reply.isThinking ? this.#thinkWords(this.#reading.push(text)) : undefined;
	}

	#thinkWords(words: readonly string[]): Next | undefined {
		for (const word of words) {
			const next = this.#decideAt(false) ?? this.#think(word);
			if (next !== undefined) return next;
		}
		return undefined;
	}

	/** Writes a word of the thought; the guards then have their say. */
	#think(word: string): Next | undefined {
		const id = this.#reply.think(word);
		const drift = this.#language?.push(word);
		const decision = this.#thought.wrote(id, word);
		if (decision?.kind === "rewind") return this.#rewind(decision.tokens, decision.intervention);
		if (drift && this.#drifts++ < maxDrifts) return this.#rewind(drift.start, "language");
		return decision && this.#apply(decision);
	}

	#takeAnswer(text: string): Next | undefined {
		if (this.#reply.isThinking) {
			// Blank lines are between thought and answer, and no answer yet.
			if (text.trim() === "") return undefined;
			const next = this.#endThought();
			if (next !== undefined) return next;
		}
		return this.#answerWords(this.#reading.push(this.#withoutLineEnd(text)));
	}

	/** Some servers trim what a reply is made to begin with, and the model then writes its line end once more. */
	#withoutLineEnd(text: string): string {
		const isRepeated = this.#isLineBegun && text.startsWith("\n");
		this.#isLineBegun = false;
		return isRepeated ? text.slice(1) : text;
	}

	#answerWords(words: readonly string[]): Next | undefined {
		for (const word of words) {
			const id = this.#reply.answer(word);
			if (this.#answerRepetition?.push(id, word)) return "repetition";
		}
		return undefined;
	}

	/** The model has ended its thought. */
	#endThought(): Next | undefined {
		const next = this.#thinkWords(this.#reading.end()) ?? this.#decideAt(true);
		if (next !== undefined) return next;
		this.#reply.isThinking = false;
		this.#reading = new WordReader();
		return undefined;
	}

	/** The reply has ended. */
	#over(beginning: Beginning | undefined): Next | undefined {
		const rest = this.#reading.end();
		const next = this.#reply.isThinking ? this.#thinkWords(rest) : this.#answerWords(rest);
		if (next !== undefined) return next;
		if (this.#finish === undefined) return this.#recover(undefined, beginning);
		if (this.#finish === "length") return "contextFull";
		return this.#reply.isThinking ? this.#overInThought() : "complete";
	}

	/** No end of the thought was seen. Either it was all an answer, without a tag, or the model gave up. */
	#overInThought(): Next {
		const canClose = canContinue(this.#options.server, "answer");
		if (this.#conversation.isThoughtAssumed && (!canClose || this.#reply.thought.includes("```"))) {
			return this.#answerWords(this.#reply.takeBackThought()) ?? "complete";
		}
		return this.#decideAt(true) ?? (canClose ? this.#beginAnswer(this.#options.request.answerStart) : "complete");
	}

	/** What the user, the budget and the room have to say before the next word. */
	#decideAt(isEnd: boolean): Next | undefined {
		if (!this.#reply.isThinking) return undefined;
		const decision = this.#thought.decide(isEnd);
		if (decision.kind === "take") return undefined;
		// The model has ended it by itself; what asked for that is content.
		if (isEnd && decision.kind === "end") return this.#noteOwnEnd();
		return this.#apply(decision);
	}

	#noteOwnEnd(): undefined {
		const { budget } = this.#options.request;
		if (this.#isEndSent) this.#intervene("answerNow");
		else if (this.#hasOwnLimit && budget !== null && this.#thought.written >= budget) this.#intervene("budget");
		return undefined;
	}

	#apply(decision: Decision): Next | undefined {
		const { request, server } = this.#options;
		switch (decision.kind) {
			case "take":
				return undefined;
			case "rewind":
				return this.#rewind(decision.tokens, decision.intervention);
			case "write":
				if (!canContinue(server, "thought")) return undefined;
				this.#intervene(decision.intervention);
				this.#thinkForced(decision.text);
				return this.#reply.written;
			case "end":
				if (!canContinue(server, "answer")) return decision.intervention === "repetition" ? "repetition" : undefined;
				if (decision.intervention) this.#intervene(decision.intervention);
				return this.#beginAnswer(request.answerStart);
		}
	}

	/** Words that are not decided on: they were decided. */
	#thinkForced(text: string): void {
		for (const word of wordsOf(text)) {
			this.#language?.push(word);
			this.#thought.wrote(this.#reply.think(word), word);
		}
	}

	#beginAnswer(answerStart: string): Beginning {
		this.#isLineBegun = answerStart.endsWith("\n");
		this.#reply.beginAnswer(answerStart);
		return this.#reply.written;
	}

	/** Takes the thought back to its first words, to go on from there another way. */
	#rewind(tokens: number, intervention: InterventionKind): Next | undefined {
		if (!canContinue(this.#options.server, "thought")) {
			return intervention === "rewound" ? this.#apply({ kind: "end", intervention: "repetition" }) : undefined;
		}
		this.#rewinds++;
		this.#reply.rewind(tokens);
		this.#thought.rewind(tokens, this.#reply.thought);
		this.#language?.rewind(tokens);
		if (tokens !== this.#rewoundTo) this.#intervene(intervention);
		this.#rewoundTo = tokens;
		return this.#reply.written;
	}

	/** A reply that broke off goes on from what is there, where that can be; one that had not begun is asked for again. */
	#recover(error: unknown, beginning: Beginning | undefined): Next | undefined {
		if (error instanceof PromptTooLong) return "promptTooLong";
		const where = this.#reply.isThinking ? "thought" : "answer";
		const isBrokenOff = error === undefined || error instanceof BrokenOff;
		const isSafe = isBrokenOff && (!this.#hasBegun || canContinue(this.#options.server, where));
		if (isSafe && this.#recoveries++ < maxRecoveries) {
			if (!this.#hasBegun) return beginning;
			const rest = this.#reading.end();
			if (!this.#reply.isThinking) for (const word of rest) this.#reply.answer(word);
			return this.#reply.written;
		}
		throw error ?? failureIn(this.#options.server.http.host, "the reply ended without an end");
	}

	#press(steer: Steer): void {
		if (!this.#reply.isThinking) return;
		if (steer === "answerNow" && this.#options.server.dialect.endsThought && this.#replyId !== "" && !this.#isPlain) {
			void this.#askForEnd();
			return;
		}
		this.#thought.press(steer);
		// The next word may be long in coming.
		if (steer === "answerNow" && canContinue(this.#options.server, "answer")) this.#stretch.abort();
	}

	get #isPlain(): boolean {
		return this.#conversation.isPlain;
	}

	/** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md: it ends the thought of a reply under way. */
	async #askForEnd(): Promise<void> {
		const { control, server } = this.#options;
		const body = { id: this.#replyId, action: "reasoning_end" };
		const stretch = this.#stretch;
		try {
			await server.http.json("chat/completions/control", control.signal, body);
			this.#isEndSent = true;
		} catch {
			// An older one does not know how: then the reply is gone on with.
			this.#thought.press("answerNow");
			stretch.abort();
		}
	}

	#intervene(intervention: InterventionKind): void {
		this.#options.onProgress({ kind: "intervention", intervention, tokens: this.#thought.written });
	}

	/** Another way needs another draw. */
	#sampling() {
		const { sampling } = this.#options.request;
		if (this.#rewinds === 0) return sampling;
		const { seed, temperature } = sampling;
		return { ...sampling, seed: seed + this.#rewinds, temperature: temperature + rewoundTemperature };
	}

	get #hasOwnLimit(): boolean {
		return this.#options.server.dialect.budget !== undefined && !this.#isPlain;
	}

	#ownBudget(budget: number | null): number | null {
		const isKept = this.#options.server.dialect.budget !== undefined && !this.#options.isPlain;
		return budget !== null && isKept ? Math.ceil(budget * ownLimitShare) : budget;
	}
}

function cannotContinue(host: string): EngineError {
	return new EngineError(
		"unsupported",
		`The server ${host} cannot go on with a thought of this model. Run the action again without one, or use a model on this machine.`,
	);
}

import type { LlamaModel, Token } from "node-llama-cpp";
import { type Script, scriptOfToken } from "../reasoning/scripts";
import { EngineError } from "./engine";

/** A model's tokens: text to tokens in which nothing can become a special one, and tokens to bytes. */
export class Vocabulary {
	readonly #model: LlamaModel;
	readonly #kind: (typeof tokenizerKinds)[number];
	readonly #texts: readonly string[];
	readonly #special = new Map<string, Token>();
	readonly #control = new Set<Token>();
	readonly #specialText: RegExp;
	#byScript: ReadonlyMap<Script, readonly Token[]> | undefined;

	constructor(model: LlamaModel) {
		const tokenizer = model.fileInfo.metadata.tokenizer?.ggml;
		const kind = tokenizerKinds.find((it) => it === tokenizer?.model);
		if (!tokenizer || !kind) throw unknownTokenizer(tokenizer?.model);
		this.#model = model;
		this.#kind = kind;
		this.#texts = tokenizer.tokens;
		for (const token of model.iterateAllTokens()) this.#readAttributes(token);
		this.#specialText = beginningOfAny([...this.#special.keys()]);
	}

	/** The special token with this text. Code Llama's have a space before it, and some are marked as ordinary ones in some files. */
	special(text: string): Token {
		const token = this.#special.get(text) ?? this.#special.get(`▁${text}`) ?? this.#unmarked(text);
		if (token === undefined) throw noToken(text);
		return token;
	}

	has(text: string): boolean {
		return this.#special.has(text);
	}

	/** Whether a token structures a prompt and is no text. User-defined ones, such as `<tool_call>`, are both. */
	isControl(token: number): boolean {
		// The library's `Token` is a branded number.
		return this.#control.has(token as Token);
	}

	/**
	 * Tokens of a text that hold no special token and give the same text back. Leaving special tokens to llama.cpp is not
	 * enough: it looks for user-defined ones, `</think>` among them, in any text. So each is cut after its first character.
	 */
	tokenize(text: string): Token[] {
		const cuts = [...text.matchAll(this.#specialText)].map(({ index }) => index + firstCharacter(text, index).length);
		return [0, ...cuts].flatMap((start, piece) => this.#tokenizePiece(text.slice(start, cuts[piece])));
	}

	/** Tokens of a text in which special tokens stand for themselves. Never for what a user or a model wrote. */
	tokenizeMarked(text: string): Token[] {
		return this.#kind === "llama"
			? this.#model.tokenize(text, true, "trimLeadingSpace")
			: this.#model.tokenize(text, true);
	}

	/** A prompt with what each one begins with, for models that want it. */
	withBegin(tokens: readonly Token[]): Token[] {
		const { bos, shouldPrependBosToken } = this.#model.tokens;
		return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : [...tokens];
	}

	/** The text of tokens, if it is of whole characters. */
	text(tokens: readonly Token[]): string | undefined {
		try {
			return strictDecoder.decode(Buffer.concat(tokens.map((token) => this.bytes(token))));
		} catch {
			return undefined;
		}
	}

	/**
	 * Bytes of a token's text. llama.cpp's own way back to text loses some: with a Llama vocabulary it removes spaces
	 * before punctuation, and what it gives for a part of a character cannot be put together again.
	 */
	bytes(token: Token): Uint8Array {
		const text = this.#texts[token] ?? "";
		if (this.#special.get(text) === token) return Buffer.from(text);
		if (this.#kind === "llama") return sentencePieceBytes(text);
		return Uint8Array.from(text, (character) => byteOfCharacter.get(character) ?? 0);
	}

	/** Tokens of a writing system, parts of its characters included. */
	ofScript(script: Script): readonly Token[] {
		this.#byScript ??= this.#readScripts();
		return this.#byScript.get(script) ?? [];
	}

	#readScripts(): Map<Script, Token[]> {
		const found = new Map<Script, Token[]>();
		for (const token of this.#model.iterateAllTokens()) {
			const script = this.#control.has(token) ? undefined : scriptOfToken(this.bytes(token));
			if (!script) continue;
			const tokens = found.get(script);
			if (tokens) tokens.push(token);
			else found.set(script, [token]);
		}
		return found;
	}

	/** SentencePiece would put a space before it; the library knows how to do without, but not where a line end is first. */
	#tokenizePiece(text: string): Token[] {
		if (this.#kind !== "llama") return this.#model.tokenize(text, false);
		const tokens = this.#model.tokenize(text, false, "trimLeadingSpace");
		const [first] = tokens;
		const hasSpace = text.startsWith("\n") && first !== undefined && this.#texts[first] === "▁";
		return hasSpace ? tokens.slice(1) : tokens;
	}

	#unmarked(text: string): Token | undefined {
		const index = this.#texts.findIndex((it) => it === text || it === `▁${text}`);
		// The library's `Token` is a branded number.
		return index < 0 ? undefined : (index as Token);
	}

	#readAttributes(token: Token): void {
		const { control: isMarked, userDefined } = this.#model.getTokenAttributes(token);
		const text = this.#texts[token];
		const control = isMarked || codeLlamaTokens.test(text ?? "");
		if (control) this.#control.add(token);
		if (text && (control || userDefined)) this.#special.set(text, token);
	}
}

/** Byte-level BPE, and SentencePiece: what llama.cpp calls them. */
const tokenizerKinds = ["gpt2", "llama"] as const;

/** They structure a prompt and end what is written there, however a file marks them. */
const codeLlamaTokens = /^▁<(?:PRE|SUF|MID|EOT)>$/;

const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function unknownTokenizer(model: string | undefined): EngineError {
	return new EngineError(
		"unsupported",
		`Rationale does not know this model's tokenizer${model ? ` (${model})` : ""}. ` +
			"Select a GGUF of a DeepSeek-R1 distill, or for completions one such as Qwen2.5-Coder.",
	);
}

function noToken(text: string): EngineError {
	return new EngineError(
		"unsupported",
		`This model cannot be asked in this way: it has no token ${text}. Select a GGUF of a DeepSeek-R1 distill, such as ` +
			"DeepSeek-R1-Distill-Qwen-7B, or for completions one such as Qwen2.5-Coder.",
	);
}

/** SentencePiece writes a space as `▁`, and a byte that is part of no token as `<0x0A>`. */
function sentencePieceBytes(text: string): Uint8Array {
	const [, byte] = /^<0x([0-9A-F]{2})>$/.exec(text) ?? [];
	return byte ? Uint8Array.of(Number.parseInt(byte, 16)) : Buffer.from(text.replaceAll("▁", " "));
}

/** Matches, without taking it, the place where any of the texts begins. */
function beginningOfAny(texts: readonly string[]): RegExp {
	const longestFirst = texts.toSorted((a, b) => b.length - a.length);
	const patterns = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
	return new RegExp(`(?=${patterns.join("|")})`, "gu");
}

function firstCharacter(text: string, index: number): string {
	return String.fromCodePoint(text.codePointAt(index) ?? 0);
}

/** Byte-level BPE writes each byte as a character: itself where that can be seen, else one from 256 on. */
const byteOfCharacter = readByteCharacters();

function readByteCharacters(): ReadonlyMap<string, number> {
	const isVisible = (byte: number) =>
		(byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
	const characters = new Map<string, number>();
	let next = 256;
	for (let byte = 0; byte < 256; byte++) {
		characters.set(String.fromCodePoint(isVisible(byte) ? byte : next++), byte);
	}
	return characters;
}

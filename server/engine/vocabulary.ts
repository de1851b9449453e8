import type { LlamaModel, Token } from "node-llama-cpp";
import { type Script, scriptOfToken } from "../reasoning/scripts";
import { EngineError } from "./engine";

/** A model's tokens: text to tokens in which nothing can become a special one, and tokens to bytes. */
export class Vocabulary {
	readonly #model: LlamaModel;
	readonly #texts: readonly string[];
	readonly #special = new Map<string, Token>();
	readonly #control = new Set<Token>();
	readonly #specialText: RegExp;
	#byScript: ReadonlyMap<Script, readonly Token[]> | undefined;

	constructor(model: LlamaModel) {
		const tokenizer = model.fileInfo.metadata.tokenizer?.ggml;
		if (tokenizer?.model !== "gpt2") throw notDistill("its tokenizer is not byte-level BPE");
		this.#model = model;
		this.#texts = tokenizer.tokens;
		for (const token of model.iterateAllTokens()) this.#readAttributes(token);
		this.#specialText = beginningOfAny([...this.#special.keys()]);
	}

	/** The special token with this text. */
	special(text: string): Token {
		const token = this.#special.get(text);
		if (token === undefined) throw notDistill(`it has no token ${text}`);
		return token;
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
		return [0, ...cuts].flatMap((start, piece) => this.#model.tokenize(text.slice(start, cuts[piece]), false));
	}

	/**
	 * Bytes of a token's text. llama.cpp's own way back to text loses some: with a Llama vocabulary it removes spaces
	 * before punctuation, and what it gives for a part of a character cannot be put together again.
	 */
	bytes(token: Token): Uint8Array {
		const text = this.#texts[token] ?? "";
		if (this.#special.get(text) === token) return Buffer.from(text);
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

	#readAttributes(token: Token): void {
		const { control, userDefined } = this.#model.getTokenAttributes(token);
		if (control) this.#control.add(token);
		const text = this.#texts[token];
		if (text && (control || userDefined)) this.#special.set(text, token);
	}
}

function notDistill(reason: string): EngineError {
	return new EngineError(
		"unsupported",
		`This model is not a DeepSeek-R1 distill: ${reason}. Select a GGUF such as DeepSeek-R1-Distill-Qwen-7B.`,
	);
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

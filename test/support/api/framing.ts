import type { ApiSettings } from "./options";

type Channel = "thought" | "answer";

/** Text for the content, or for the field of thoughts. */
export interface Sent {
	readonly isContent: boolean;
	readonly text: string;
}

/** These programs pass on the white space around thought and answer. */
const rawApis: readonly string[] = ["vllm", "sglang", "openai", "lmstudio"];

/** These look for `<think>` in what the model writes, and so take a thought that is gone on with for content. */
const taggedApis: readonly string[] = ["ollama", "lmstudio"];

/** Puts thought and answer into content and fields, as a program does; `began` is where a turn that is gone on with was. */
export class Framing {
	readonly #isTagged: boolean;
	readonly #opens: boolean;
	readonly #isRaw: boolean;
	#place: Channel | "start";

	constructor({ api, thoughtPlace }: ApiSettings, began: Channel | undefined, isText = false) {
		const isMisread = began === "thought" && taggedApis.includes(api);
		this.#isTagged = isText || isMisread || thoughtPlace === "tags" || thoughtPlace === "endTag";
		this.#opens = thoughtPlace === "tags";
		this.#isRaw = rawApis.includes(api);
		this.#place = began ?? "start";
	}

	push(channel: Channel, text: string): Sent[] {
		const before = this.#place === "start" ? this.#open() : [];
		if (channel === "answer" && this.#place !== "answer") before.push(...this.#close());
		this.#place = channel;
		return [...before, this.#sent(channel, text)].filter((it) => it.text !== "");
	}

	#open(): Sent[] {
		return this.#opens ? [this.#sent("thought", "<think>\n")] : [];
	}

	#close(): Sent[] {
		if (this.#isTagged) return [this.#sent("answer", "\n</think>\n\n")];
		return this.#isRaw ? [this.#sent("thought", "\n"), this.#sent("answer", "\n\n")] : [];
	}

	#sent(channel: Channel, text: string): Sent {
		return { isContent: this.#isTagged || channel === "answer", text };
	}
}

/** Cuts what is sent into pieces of so many characters, wherever that is. */
export class Cutting {
	readonly #length: number | undefined;
	#held: Sent = { isContent: true, text: "" };

	constructor(length: number | undefined) {
		this.#length = length;
	}

	push(sent: Sent): Sent[] {
		if (this.#length === undefined) return [sent];
		const before = sent.isContent === this.#held.isContent ? [] : this.end();
		const characters = [...this.#held.text, ...sent.text];
		const whole = characters.length - (characters.length % this.#length);
		this.#held = { isContent: sent.isContent, text: characters.slice(whole).join("") };
		return [...before, ...this.#pieces(characters.slice(0, whole), sent.isContent, this.#length)];
	}

	/** What is left. */
	end(): Sent[] {
		const { isContent, text } = this.#held;
		this.#held = { isContent, text: "" };
		return text ? [{ isContent, text }] : [];
	}

	#pieces(characters: readonly string[], isContent: boolean, length: number): Sent[] {
		return Array.from({ length: characters.length / length }, (_, piece) => ({
			isContent,
			text: characters.slice(piece * length, (piece + 1) * length).join(""),
		}));
	}
}

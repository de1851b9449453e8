import type { Message } from "../engine";

/** What servers read as special tokens wherever it stands: they tokenize a whole prompt at once. */
const specialText = /<(?=\/?think>|[|｜][^<>\n]{1,40}[|｜]>)/gu;

/** Characters that nobody sees: a text that has one already is guarded by the next. */
const joiners = ["\u2060", "\u200b", "\u2063"];

/** Keeps what a user's text says from becoming a special token, and out of the reply what that takes. */
export class Guard {
	/** Undefined: there is nothing to guard against, or no way to. */
	readonly #joiner: string | undefined;

	constructor(messages: readonly Message[]) {
		const all = messages.map(({ text }) => text).join("\n");
		this.#joiner = all.search(specialText) < 0 ? undefined : joiners.find((it) => !all.includes(it));
	}

	add(messages: readonly Message[]): readonly Message[] {
		const joiner = this.#joiner;
		if (!joiner) return messages;
		return messages.map(({ role, text }) => ({ role, text: text.replace(specialText, `<${joiner}`) }));
	}

	/** A reply that copies the text copies the joiners. */
	remove(text: string): string {
		return this.#joiner ? text.replaceAll(this.#joiner, "") : text;
	}
}

/** What has become of a completion while the user typed on, and the editor closed brackets and quotes by itself. */

export interface Rest {
	/** Never empty. */
	readonly text: string;
	/** Characters after the cursor that the text takes the place of: closing ones that the editor typed, which it has too. */
	readonly replaced: number;
}

/**
 * What the editor has put after the cursor since the text there was `then`, because of what was typed: what closes that.
 * Undefined: the text there has changed in other ways. Not more than `length` characters are compared.
 */
export function addedClosers(typed: string, then: string, now: string, length: number): string | undefined {
	const known = then.slice(0, length);
	const isKnown = (closers: string) => now.slice(closers.length, closers.length + length) === known;
	if (isKnown("")) return "";
	const open = new Brackets();
	open.read(typed);
	// After Enter between two brackets the closing one is on a line of its own.
	const space = typed.includes("\n") ? "\\s*" : "";
	for (let count = 1; count <= open.closers.length; count++) {
		const closing = open.closers.slice(0, count).map((closer) => space + closer.replace(/\W/g, "\\$&"));
		const [closers] = new RegExp(`^${closing.join("")}`).exec(now) ?? [];
		if (closers !== undefined && isKnown(closers)) return closers;
	}
	return undefined;
}

/** What is left of a completion when some of it has been typed; undefined: nothing, or something else was typed. */
export function restAfter(completion: string, typed: string, closers: string): Rest | undefined {
	if (!completion.startsWith(typed)) return undefined;
	const rest = withoutClosers(completion.slice(typed.length), closers);
	return rest.text === "" ? undefined : rest;
}

/** What it has in common with what the editor put there is left to the editor, or taken the place of. */
function withoutClosers(text: string, closers: string): Rest {
	if (closers === "") return { text, replaced: 0 };
	const open = new Brackets(closers.match(tokens) ?? []);
	const closed = open.read(text);
	if (open.closers.length === 0 && closed.at(-1)?.end === text.length && text.endsWith(closers)) {
		return { text: text.slice(0, -closers.length), replaced: 0 };
	}
	// Editors replace nothing beyond the cursor's line: what is closed there is left to them.
	const [onLine = ""] = closers.split("\n");
	const replaceable = onLine.match(tokens)?.length ?? 0;
	const beyond = closed[replaceable];
	return {
		text: beyond ? text.slice(0, beyond.start).trimEnd() : text,
		replaced: closed.slice(0, replaceable).reduce((length, { start, end }) => length + end - start, 0),
	};
}

const tokens = /\\.|"""|'''|["'`]|\$\{|[()[\]{}]/g;

const closerOf = new Map(Object.entries({ "(": ")", "[": "]", "{": "}", "${": "}" }));

interface Closed {
	readonly start: number;
	readonly end: number;
}

/** Brackets and quotes that are open: in strings there are none, but for code in templates. */
class Brackets {
	/** What closes them, the innermost first. */
	readonly closers: string[];

	constructor(closers: readonly string[] = []) {
		this.closers = [...closers];
	}

	/** Returns where what was open before is closed. */
	read(text: string): readonly Closed[] {
		const closed: Closed[] = [];
		let outer = this.closers.length;
		for (const { 0: token, index } of text.matchAll(tokens)) {
			this.#readToken(token);
			if (this.closers.length >= outer) continue;
			outer = this.closers.length;
			closed.push({ start: index, end: index + token.length });
		}
		return closed;
	}

	#readToken(token: string): void {
		const [innermost = ""] = this.closers;
		const isInString = /^["'`]/.test(innermost);
		if (token === innermost) this.closers.shift();
		else if (!isInString && /^["'`]/.test(token)) this.closers.unshift(token);
		else if (!isInString || (innermost === "`" && token === "${")) this.#open(token);
	}

	#open(token: string): void {
		const closer = closerOf.get(token);
		if (closer !== undefined) this.closers.unshift(closer);
	}
}

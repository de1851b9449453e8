/** Completions that were made, so that typing what they say, or going back to where they were made, asks for no other. */
import { LruMap } from "./lruMap";
import type { Place } from "./place";
import { addedClosers, type Rest, restAfter } from "./typedOn";

export interface CachedCompletion {
	readonly id: string;
	/** Filtered, as it is shown. */
	readonly text: string;
	/** Whether the model came to its end: one that was cut short is of use as far as it goes. */
	readonly isComplete: boolean;
}

/** What is left of a completion. */
export interface FoundCompletion extends CachedCompletion, Rest {}

/** Those of an hour's work. */
const maxPlaces = 200;

/**
 * Characters before the cursor that tell one place from another: about a dozen lines. A change above them seldom asks for
 * other code, and where so many are the same, the code to come may well be the same too.
 */
const maxBefore = 500;

/** Characters after the cursor: what a completion has to fit to. */
const maxAfter = 2000;

interface Entry {
	readonly uri: string;
	readonly before: string;
	readonly after: string;
	readonly completions: readonly CachedCompletion[];
}

export class CompletionCache {
	readonly #entries = new LruMap<string, Entry>(maxPlaces);

	/** Takes the place of what was known there. An empty list is an answer too: there is nothing to be offered. */
	add(place: Place, completions: readonly CachedCompletion[]): void {
		const entry = { uri: place.uri, ...windowOf(place), completions };
		this.#entries.set(keyOf(entry), entry);
	}

	/** What there still is to offer; empty: nothing, as is known. Undefined: it has to be asked for. */
	find(place: Place): readonly FoundCompletion[] | undefined {
		for (const [key, entry] of this.#entries.entries()) {
			if (entry.uri !== place.uri) continue;
			const found = entry.completions.flatMap((completion) => restAt(place, entry, completion) ?? []);
			if (found.length === 0) continue;
			this.#entries.get(key);
			return found;
		}
		const here = this.#entries.get(keyOf({ uri: place.uri, ...windowOf(place) }));
		return here?.completions.length === 0 ? [] : undefined;
	}

	/** Those in a document that is closed. */
	forget(uri: string): void {
		for (const [key, entry] of this.#entries.entries()) {
			if (entry.uri === uri) this.#entries.delete(key);
		}
	}

	/** When another model serves, or is asked in another way. */
	clear(): void {
		this.#entries.clear();
	}
}

function windowOf({ before, after }: Place): Pick<Entry, "before" | "after"> {
	// A part of a string keeps the whole in memory, here all of the document.
	return structuredClone({ before: before.slice(-maxBefore), after: after.slice(0, maxAfter) });
}

function keyOf({ uri, before, after }: Omit<Entry, "completions">): string {
	return JSON.stringify([uri, before, after]);
}

function restAt(place: Place, entry: Entry, completion: CachedCompletion): FoundCompletion | undefined {
	for (let length = 0; length < completion.text.length; length++) {
		const typed = completion.text.slice(0, length);
		if (!isTypedAt(place, entry, typed)) continue;
		const closers = addedClosers(typed, entry.after, place.after, maxAfter);
		const rest = closers === undefined ? undefined : restAfter(completion.text, typed, closers);
		if (rest) return { ...completion, ...rest };
	}
	return undefined;
}

function isTypedAt({ before }: Place, entry: Entry, typed: string): boolean {
	if (!before.endsWith(typed)) return false;
	const end = before.length - typed.length;
	return before.slice(Math.max(0, end - maxBefore), end) === entry.before;
}

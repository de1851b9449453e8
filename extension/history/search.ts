// Finds runs by words: the file's name, what was asked, and all that was thought, answered and shown to the model.
import type { RunSnapshot } from "../../server/protocol/run";
import { actionEntries } from "../actions";
import { decoded } from "./place";

/** Characters shown before a word that was found, and of the whole. */
const before = 30;
const longest = 120;

/** The words of a query, to be found in any order. */
export function wordsOf(query: string): readonly string[] {
	return query
		.toLowerCase()
		.split(/\s+/)
		.filter((it) => it !== "");
}

/** Whether a run has all the words, in whatever case. */
export function hasWords(run: RunSnapshot, words: readonly string[]): boolean {
	if (words.length === 0) {
		return true;
	}
	const text = [...shownTexts(run), ...longTexts(run)].join("\n").toLowerCase();
	return words.every((word) => text.includes(word));
}

/** Where in the long texts the first word stands that the list does not show anyway; empty where there is none. */
export function excerptOf(run: RunSnapshot, words: readonly string[]): string {
	const shown = shownTexts(run).join("\n").toLowerCase();
	const hidden = words.find((word) => !shown.includes(word));
	if (hidden === undefined) {
		return "";
	}
	const text = longTexts(run).find((it) => it.toLowerCase().includes(hidden)) ?? "";
	const at = text.toLowerCase().indexOf(hidden);
	const start = Math.max(0, at - before);
	const part = text.slice(start, start + longest).replace(/\s+/g, " ");
	return `${start > 0 ? "…" : ""}${part.trim()}${start + longest < text.length ? "…" : ""}`;
}

function shownTexts({ action, uri, instruction, model }: RunSnapshot): readonly string[] {
	return [actionEntries[action].title, decoded(uri), instruction, model];
}

function longTexts({ steps, answer, code }: RunSnapshot): readonly string[] {
	return [...steps.map((it) => it.text), answer, code];
}

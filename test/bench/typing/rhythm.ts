/** How long somebody who types at about 60 words a minute waits before a key: in bursts, with pauses between words and lines. */
import { between } from "../../support/random";
import type { Key } from "./editedText";

/** Medians of milliseconds, and how uneven they are: the standard deviation of their logarithms. */
const intervals = {
	/** In a word. */
	burst: { median: 145, spread: 0.22 },
	/** Before a word. */
	word: { median: 230, spread: 0.35 },
	/** Before brackets, operators and the like, for which one looks at the keyboard. */
	mark: { median: 190, spread: 0.3 },
	/** Before Enter, and keys that move the cursor. */
	lineEnd: { median: 280, spread: 0.35 },
	/** Before the first key of a line: what comes next is thought of. */
	line: { median: 700, spread: 0.5 },
	/** Before what is wrong is taken back. */
	mistake: { median: 330, spread: 0.3 },
} as const;

/** Milliseconds. Faster are two fingers at once, longer ones are no pause in typing any more. */
const shortest = 60;
const longest = 4000;

/** Before a key, with that text before the cursor. */
export function pauseBefore(key: Key, before: string, random: () => number): number {
	const { median, spread } = intervals[kindOf(key, before)];
	return Math.round(Math.min(longest, Math.max(shortest, median * Math.exp(spread * normal(random)))));
}

function kindOf(key: Key, before: string): keyof typeof intervals {
	if (key.kind === "backspace") return "mistake";
	if (key.kind !== "character") return "lineEnd";
	if (/(?:^|\n)[ \t]*$/.test(before)) return "line";
	if (!/[\p{L}\p{N}_]/u.test(key.text)) return "mark";
	return /[\p{L}\p{N}_]$/u.test(before) ? "burst" : "word";
}

/** One key in so many is a wrong one. */
const keysPerMistake = 70;

/** What is pressed in a letter's place now and then; else the key itself. */
export function mistaken(key: Key, random: () => number): Key {
	if (key.kind !== "character" || !/^[a-z]$/.test(key.text) || between(random, 1, keysPerMistake) > 1) return key;
	const [row = ""] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].filter((it) => it.includes(key.text));
	const at = row.indexOf(key.text);
	return { kind: "character", text: row[at === 0 ? 1 : at - 1] ?? key.text };
}

/** Of the standard normal distribution: Box and Muller's way. */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

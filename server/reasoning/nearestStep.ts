import type { Hunk, Link, Step, Tie } from "../protocol/run";
import { rarity } from "./rarity";

/** Strength of a link to a step that shares nothing with the hunk, and is taken because it is the thought's end. */
const leastStrength = 0.05;
const maxTies = 5;

/** One link to the step that shares most words with the hunk, or to the last one if none does; none without a step. */
export function nearestStep(hunk: Hunk, steps: readonly Step[]): Link[] {
	const lines = [...hunk.oldLines, ...hunk.newLines].join("\n");
	const hunkWords = wordsOf(lines);
	const stepWords = steps.map((step) => wordsOf(step.text));
	const counts = new Map<string, number>();
	for (const word of stepWords.flatMap((words) => [...words])) counts.set(word, (counts.get(word) ?? 0) + 1);
	const weigh = (word: string) => 0.1 + rarity(counts.get(word) ?? 1, steps.length);
	const total = sum([...hunkWords].map(weigh));

	const links = steps.map((step, at) => {
		const shared = [...hunkWords].filter((word) => stepWords[at]?.has(word));
		const overlap = shared.length > 0 ? sum(shared.map(weigh)) / total : 0;
		const strength = Math.max(leastStrength, Math.round(overlap * 50) / 100);
		return {
			hunk: hunk.index,
			step: step.index,
			kind: "inferred" as const,
			strength,
			ties: shared.flatMap((word) => tieOf(word, step.text, lines)).slice(0, maxTies),
		};
	});
	// Of equal ones the last: a thought comes to its change at the end.
	return links.sort((a, b) => b.strength - a.strength || b.step - a.step).slice(0, 1);
}

/** Words in lower case, identifiers taken apart: `sumPrices` has sum and prices. */
function wordsOf(text: string): Set<string> {
	const parts =
		text
			.replace(/([a-z\d])([A-Z])/g, "$1 $2")
			.toLowerCase()
			.match(/\p{L}{3,}/gu) ?? [];
	return new Set(
		parts.map((word) => (word.length > 4 ? word.replace(/s$/, "") : word)).filter((word) => !frequent.has(word)),
	);
}

/** A word that a step and a hunk share, as each of them writes it: `prices` and `price`, `fetch` of `fetchAll`. */
function tieOf(word: string, ...texts: readonly [step: string, lines: string]): Tie[] {
	const [inStep, inCode] = texts.map((text) => new RegExp(`${word}s?`, "iu").exec(text)?.[0]);
	return inStep && inCode ? [{ inStep, inCode }] : [];
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}

const frequent = new Set(
	(
		"and any are but can does for from has have how its let not now one only should than that the them then there these " +
		"this those was what when which will with would you"
	).split(" "),
);

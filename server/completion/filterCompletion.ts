import { type Extent, endOf } from "./extent";
import { balance } from "./filters/balance";
import { dedent } from "./filters/dedent";
import { existing } from "./filters/existing";
import { fence } from "./filters/fence";
import { prose } from "./filters/prose";
import { repeatedLine } from "./filters/repeatedLine";
import { specialTokens } from "./filters/specialTokens";
import { suffixOverlap } from "./filters/suffixOverlap";
import { thought } from "./filters/thought";
import { whitespace } from "./filters/whitespace";
import type { Place } from "./place";

type Filter = (text: string, place: Place) => string;

/** What the model has written, as it may be shown; empty means that nothing is. */
export function filterCompletion(text: string, place: Place, extent: Extent): string {
	let kept = text;
	// What one filter leaves may be another's. Each round but the last makes it shorter, so few are needed.
	for (let round = 0; round < maxRounds && kept !== ""; round++) {
		const before = kept;
		for (const filter of pipeline(extent)) kept = filter(kept, place);
		if (kept === before) break;
	}
	return kept;
}

const maxRounds = 8;

function pipeline(extent: Extent): readonly Filter[] {
	return [
		// First what is no text of the document: it would mislead all that follow.
		specialTokens,
		thought,
		fence,
		prose,
		// Then what makes lines comparable.
		whitespace,
		// How far it goes, before anything judges what goes too far.
		(text, place) => text.slice(0, endOf(`${text}\n`, place, extent)),
		dedent,
		// What the document has already: a stray bracket first, as it hides that the rest is a repeat.
		balance,
		existing,
		suffixOverlap,
		repeatedLine,
		// What is cut leaves white space.
		whitespace,
	];
}

import type { Place } from "../place";
import { cutAtSentence } from "./sentences";
import { isMeant } from "./specialTokens";

/** Leaves no thought: neither what stands between its tags nor how one begins where code is expected. */
export function thought(text: string, place: Place): string {
	return cutAtSentence(withoutTags(text, place), place, (line) => beginning.test(line));
}

function withoutTags(text: string, place: Place): string {
	const tag = /<(\/?)think(?:ing)?>/g;
	for (const match of text.matchAll(tag)) {
		const [found, slash] = match;
		if (isMeant(found, match.index, text, place)) continue;
		// What an end tag ends without a beginning is thought from the start on.
		return slash ? "" : text.slice(0, match.index);
	}
	return text;
}

const beginning = new RegExp(
	`^(?:${[
		/(?:Okay|Ok|Alright|Hmm+|Well|Right|Wait|Actually|Now|So|First|Next|Then|Finally|But wait)(?:,| -| —|\.\.\.|…|\.$)/,
		/(?:Okay|Alright|So|Now|But|And|Maybe|Perhaps),? (?:so |now |maybe )?(?:I|we|let's|let me|the user|this|it)\b/,
		/Let(?:'s| me| us) [a-z]/,
		/(?:I|We)(?:'ll|'m|'ve| am| will| need| should| have| can| think| must| see| want)\b/,
		/The user\b/,
		/Looking at\b/,
	]
		.map(({ source }) => source)
		.join("|")})`,
);

import type { Place } from "../place";
import { cutAtSentence } from "./sentences";

/** Leaves no sentence that speaks of the code where code is expected; in comments, strings and prose words are fine. */
export function prose(text: string, place: Place): string {
	return cutAtSentence(text, place, (line) => {
		return announcement.test(line) || (!hasPhrases(place) && (sentence.test(line) || heading.test(line)));
	});
}

const announcement = new RegExp(
	`^(?:${[
		/(?:Sure|Certainly|Of course)[!,.]/,
		/Here(?:'s| is| are) (?:the|a|an|your|how|my|what)\b/,
		/(?:The|This|Your|My) (?:(?:above|following|completed?|updated|corrected|final|missing|given|provided|rest of the) )*(?:code|function|method|class|snippet|completion|implementation|solution|line|part|block)\b(?! ?[=:({[.])/,
		/(?:In|For) (?:this|the) (?:code|function|example|snippet|case)\b/,
		/Note that\b/,
		/To (?:complete|fix|solve|implement|finish) (?:the|this)\b/,
	]
		.map(({ source }) => source)
		.join("|")})`,
	"i",
);

const heading =
	/^(?:\*\*|#+ )?(?:Explanation|Note|Notes|Output|Example|Example usage|Usage|Complete code|Completed code|Answer|Solution)(?::|\*\*:?|:\*\*)$/;

/** A capital, and five words or more that only a comma parts. */
const sentence = /^[A-Z][a-z'’]*,?(?: [A-Za-z'’-]+,?){4,}(?:[.:!?…]|$)/;

/** Languages whose code may read like that. */
function hasPhrases({ languageId }: Place): boolean {
	return /^(?:yaml|sql|feature|gherkin|cucumber|properties|ini|toml|dotenv|cobol|vb|applescript|dockercompose|dockerfile|shellscript|bat|powershell|robotframework|csv|diff|git-.*)$/.test(
		languageId,
	);
}

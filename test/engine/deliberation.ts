/** What must not be shown of what a model writes where code is expected, told from the document that it is written in. */
import type { Place } from "../../server/completion/place";

export const specialTexts = [
	"<think>",
	"</think>",
	"<｜User｜>",
	"<｜Assistant｜>",
	"<｜begin▁of▁sentence｜>",
	"<｜end▁of▁sentence｜>",
	"<|EOT|>",
	"<|fim_prefix|>",
	"<|fim_suffix|>",
	"<|fim_middle|>",
	"<|fim_pad|>",
];

/** What R1's paragraphs begin with. */
const openers =
	/^[ \t]*(?:(?:Okay|Alright|Hmm|Wait|Well|So|First|Next|Now|Then|But wait)[,.]? (?:so |now )?[a-z']|Let me |Let's |I (?:need|should|will|think|see)\b|The (?:user|loop|function|code|first|last) (?:is|wants|should|goes|starts|does|on|has)\b)/gm;

/** The sentences of a thought, of four words or more. */
export function sentencesOf(thought: string): string[] {
	return thought.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.split(" ").length >= 4);
}

/**
 * Special tokens and fences that the document does not have, and sentences of thoughts outside of comments and strings,
 * where words are the user's business.
 */
export function deliberationIn(text: string, place: Place, sentences: readonly string[]): string[] {
	const document = place.before + place.after;
	const marks = [...specialTexts, "```"].filter((mark) => text.includes(mark) && !document.includes(mark));
	const code = withoutWords(place.before + text, place.languageId).slice(place.before.length);
	const isCode = (at: number) => code[at] === text[at];
	const said = sentences.filter((sentence) => text.includes(sentence) && isCode(text.indexOf(sentence)));
	const begun = [...text.matchAll(openers)].filter(({ 0: opener, index }) => isCode(index + opener.length - 1));
	return [...marks, ...said, ...begun.map(([opener]) => opener)];
}

/** Whether nothing but white space stands before it on its line. */
export function hasNoCodeBefore(text: string, at: number): boolean {
	return /(?:^|\n)[ \t]*$/.test(text.slice(0, at));
}

/** A text with its comments and strings blanked out. */
function withoutWords(text: string, languageId: string): string {
	const strings = /"(?:\\.|[^"\\\n])*(?:"|$)|'(?:\\.|[^'\\\n])*'/;
	const words =
		languageId === "python"
			? [/"""[\s\S]*?(?:"""|$)/, /#[^\n]*/]
			: [/`(?:\\.|[^`\\])*(?:`|$)/, /\/\*[\s\S]*?(?:\*\/|$)/, /\/\/[^\n]*/];
	const pattern = new RegExp([...words, strings].map(({ source }) => source).join("|"), "g");
	return text.replace(pattern, (found) => found.replace(/\S/g, "\0"));
}

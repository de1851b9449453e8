import { lineBefore, type Place } from "../place";
import { blockSyntaxOf } from "../syntax/blockSyntax";

/** Cuts where the text of a special token begins, of whichever model; the document's own are left. */
export function specialTokens(text: string, place: Place): string {
	const pattern = blockSyntaxOf(place.languageId).hasTags ? tokens : tokensOrTags;
	const typed = lineBefore(place);
	for (const match of (typed + text).matchAll(pattern)) {
		const at = match.index - typed.length;
		if (at >= 0 && !isMeant(match[0], at, text, place)) return text.slice(0, at);
	}
	return text;
}

/** Whether text that looks like a model's mark is the user's: the document has it too, or it stands between quotes. */
export function isMeant(mark: string, at: number, text: string, { before, after }: Place): boolean {
	if (before.includes(mark) || after.includes(mark)) return true;
	const quote = (text[at - 1] ?? before.at(-1)) || "";
	return /["'`]/.test(quote) && text[at + mark.length] === quote;
}

const sources = [
	// <|endoftext|>, <|fim_middle|>, <|im_end|>; also the first part of one where the text ends.
	/<\|[\w-]{2,40}(?:\|>|$)/,
	// <｜end▁of▁sentence｜>: the full-width bar is in no code.
	/<｜[^\n｜]{0,40}(?:｜>?)?/,
	/<\/?(?:fim|file|repo|jupyter|issue|commit|gh)_\w+>/,
	/<(?:PRE|SUF|MID|EOT|END|BOS|EOS)>/,
	/(?<![\w:])<\/?(?:cursor|reponame|filename|bos|eos|unk|pad|unused\d+)>/,
	/\[(?:PREFIX|SUFFIX|MIDDLE|\/?INST|CURSOR)\]/,
	/<<\/?SYS>>/,
	// No token, but half a character, of which the model did not write the other half.
	/\uFFFD/,
].map(({ source }) => source);

const tokens = new RegExp(sources.join("|"), "g");

// Where tags are code, <s> is one.
const tokensOrTags = new RegExp([...sources, /(?<![\w:])<s>|<\/s>/.source].join("|"), "g");

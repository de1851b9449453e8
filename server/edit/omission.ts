/** Finds where a model leaves code out: by a comment (`// ... rest of the code`), a bare `...`, or braces around one. */

import { isBlank } from "./lines";

/** Whether line `at` stands for code that is not there. `known` has the lines, trimmed, of the code as it was. */
export function leavesOut(lines: readonly string[], at: number, known: ReadonlySet<string>): boolean {
	const line = lines[at] ?? "";
	if (/^\s*(?:\.{3,}|…)\s*[;,]?\s*$/.test(line)) return !isStub(lines, at, known);
	if (/\{\s*(?:\.{3,}|…|\/\*\s*(?:\.{3,}|…)\s*\*\/)\s*\}\s*;?\s*$/.test(line)) return true;
	const comment = commentOf(line);
	return comment !== undefined && omits(comment);
}

/** In Python `...` is the body of something that is only declared; it leaves out what had a body before. */
function isStub(lines: readonly string[], at: number, known: ReadonlySet<string>): boolean {
	const header = lines.slice(0, at).findLast((line) => !isBlank(line)) ?? "";
	if (!/:\s*(?:#.*)?$/.test(header)) return false;
	const definition = lines.slice(0, at).findLast((line) => /^\s*(?:async\s+def|def|class)\b/.test(line));
	return definition === undefined || !known.has(definition.trim());
}

/** The text of a comment that is all of a line, or that ends it. */
function commentOf(line: string): string | undefined {
	const [, text] =
		/(?:^|\s)(?:\/\/+|#+|\/\*+|\{\/\*|<!--|--|;;+|%)(?!\s*$)\s*(.*?)\s*(?:\*+\/\}?|-->)?\s*$/.exec(line) ?? [];
	return text;
}

/** Whether a comment says nothing but that something is left as it was. */
function omits(comment: string): boolean {
	const text = comment
		.toLowerCase()
		.replace(/[()[\]*_`]/g, "")
		.trim();
	const words = text
		.replace(/\.{3,}|…/g, " ")
		.replace(/^[.,:;\s-]+|[.,:;!\s]+$/g, "")
		.replace(/\s+/g, " ");
	const begins = /^(?:\.{3,}|…)/.test(text);
	const ends = /(?:\.{3,}|…)$/.test(text);
	if ((begins || ends) && words === "") return true;
	// Dots before words elide what they name; dots after them may only be breath: "Loading the file ...".
	if (begins && (elided.test(words) || anyCode.test(words))) return true;
	if (ends && elided.test(words) && words.split(" ").length <= maxElidedWords) return true;
	return omissions.some((pattern) => pattern.test(words));
}

const maxElidedWords = 6;

/** Any of some patterns, given apart by spaces; an underscore stands for a space. */
function anyOf(patterns: string): string {
	return `(?:${patterns.replaceAll(" ", "|").replaceAll("_", " ")})`;
}

const code = anyOf(
	"code lines? file class functions? methods? implementations? body bodies module component script logic contents? " +
		"imports? definitions? properties fields tests? test_cases cases parts? declarations? statements? setup",
);
const state = anyOf(
	"here unchanged the_same same as_is as_before as_it_was as_they_were omitted intact above below is are was were " +
		"remains? stays? goes go continues? follows for_brevity not_shown untouched",
);
const stays = `(?:${state}\\b[ ,]*)+`;
const whose = "(?:(?:the|your|this|my|all|all the|any) )?";

const elided = new RegExp(
	`\\b${anyOf("rest remaining remainder existing previous unchanged omitted same_as other original your")}\\b`,
);
const anyCode = new RegExp(`^(?:\\w+ )?${code}$`);

const omissions = [
	`(?:and )?${whose}(?:rest|remainder) of ${whose}(?:\\w+ )?${code}(?: ${stays})?`,
	`${whose}(?:existing|remaining|unchanged|rest) (?:\\w+ )?${code}(?: ${stays})?`,
	`${whose}(?:previous|other|original|old|current|same|rest) (?:\\w+ )?(?:${code} )?${stays}`,
	`${whose}(?:(?:function|method|class) )?(?:rest|body|code|implementation|logic)(?: \\w+)? ${stays}`,
	`(?:keep|leave) ${whose}(?:rest|existing|remaining|other)(?: (?:of )?${whose}(?:\\w+ )?${code})?(?: ${stays})?`,
	"no changes?(?: needed| required)?(?: here)?|unchanged|omitted(?: for brevity)?|snip(?:ped)?|as before",
	"same as (?:before|above|(?:in )?(?:the )?original)\\b.*",
	"(?:add |put |insert |write )?(?:your|(?:the )?actual) (?:\\w+ )?(?:code|logic|implementation)(?: goes)? here",
	"(?:implementation|code)(?: goes)? here",
].map((pattern) => new RegExp(`^(?:${pattern})$`));

/** Tells a step's kind from how it begins: R1 and its distills open nearly every paragraph with a phrase of few kinds. */
import type { StepKind } from "../protocol/run";

/** Characters of a step that its kind can depend on. */
export const kindLength = 160;

const filler = "(?:(?:okay|ok|alright|all right|right|so|now|then|next|well|also|and|hmm+),? )*";
const will =
	"(?:let me|let's|i(?: also| just| only)?(?:'ll|'m going to| will| should| can| must| want to| need to| have to)?)";
const adverb = "(?: (?:also|just|only|now|simply|quickly|first))*";
const change =
	"(?:write|rewrite|fix|change|replace|add|remove|rename|drop|return|use|call it|put|apply|update|correct|modify|" +
	"insert|move|provide|present|produce|keep|swap|set|initiali[sz]e|make)";
const verify =
	"(?:double[- ]?check|check|verify|test|try|make sure|validate|re-?read|trace|walk|run|confirm|consider|see (?:if|whether))";

const plan = begins(
	`${filler}i(?:'m| am) (?:trying|asked|given|supposed|looking|going to (?:look|read|start|begin))`,
	`${filler}i(?:'ve| have) (?:been|got)\\b`,
	`${filler}(?:i|we) (?:need|have|want|must|should)\\b`,
	`${filler}(?:let me|let's)\\b`,
	`${filler}(?:the (?:user|task|goal|problem|question|instruction|request)|my (?:task|goal|job|plan|approach))\\b`,
	`${filler}(?:first(?:ly)?|to (?:begin|start|fix|solve|approach|do|understand)|here's|step 1|the plan)\\b`,
);

// Asks of a whole sentence what its first word would leave open: "Wait, no" revises, "Wait, is it?" checks.
const revise = begins(
	"(?:oh|ah),? (?:right|no|i see|okay|of course|yes|wait)\\b",
	"(?:(?:wait|hmm+|oh|but)[,.…! ]+){1,2}(?:no|actually|i made a mistake|i was wrong|that's (?:wrong|not right))\\b",
	"no[,.;—–-]",
	"(?:actually|instead|on second thoughts?|alternatively|scratch that|correction|my mistake|i made a mistake|i was wrong)\\b",
	"(?:rather than|perhaps (?:a|i)|maybe (?:a better|i (?:should|can|could)))\\b",
);

const check = begins(
	"(?:wait|hmm+|hold on|but|however)\\b",
	"(?:is (?:it|this|that|there|the)|are (?:there|the)|does|do|what (?:if|about|happens)|could|should|can)\\b",
	`${filler}(?:first,? |finally,? )?${will}${adverb} ${verify}\\b`,
	"(?:testing|checking|double-checking|verifying|to (?:verify|be sure|test)|for example|suppose|say|take|if i (?:run|test|call))\\b",
	"(?:(?:another |the )?edge cases?|test cases?)\\b",
);

const decide = begins(
	"(?:therefore|thus|hence|consequently|in (?:summary|conclusion|short)|to (?:sum up|summarize|conclude)|overall|finally)\\b",
	"(?:putting (?:it|this|everything|all)|with (?:that|this|these) (?:change|fix|in place))",
	"the (?:fix|solution|answer|correct(?:ed)?|final|best|right|new|updated|revised|fixed)\\b",
	"i (?:think|believe|guess) the (?:fix|solution|best|right|correct|simplest)\\b",
	"i (?:think|believe|guess) (?:i (?:should|can|will|have|am)|i'(?:ve|m)|(?:that|this) (?:should|would|does))\\b",
	"(?:that|this|which) (?:should|will|would) (?:fix|do|work|solve|be enough|make)\\b",
	`${filler}${will}${adverb} ${change}\\b`,
	`${filler}(?:i'll|i will)\\b`,
);

// "So" opens plans and questions as well.
const conclude = begins(
	"so\\b(?!,? (?:i(?:'m| am) trying|the (?:user|task|goal|problem|question)|first|what|how|why|where|when|is|are|does)\\b)" +
		"(?!,? (?:let me|let's) (?:start|begin|look|think|see|read)\\b)",
);

const kinds: readonly (readonly [StepKind, RegExp])[] = [
	["revise", revise],
	["check", check],
	["decide", decide],
	["decide", conclude],
	["plan", plan],
];

/** The kind of the step that begins with `text`; a thought's first step more often plans. */
export function stepKind(text: string, isFirst: boolean): StepKind {
	const start = text
		.slice(0, kindLength)
		.replace(/^(?:[-*+>#]+\s+|\d{1,3}[.)]\s+|[*_]{1,3})+/, "")
		.replaceAll("’", "'")
		.toLowerCase();
	if (isFirst && plan.test(start)) return "plan";
	return kinds.find(([, pattern]) => pattern.test(start))?.[0] ?? "inspect";
}

function begins(...phrases: string[]): RegExp {
	return new RegExp(`^(?:${phrases.join("|")})`);
}

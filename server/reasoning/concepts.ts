/** What prose calls a piece of syntax: the tokens of which at least one sequence is then in the code. */
const names: readonly (readonly [RegExp, readonly string[]])[] = [
	[/\b(?:strict(?:ly)? equal(?:ity)?|triple equals|strict comparison)\b/gi, ["==="]],
	[/\bassign(?:s|ed|ment)\b/gi, ["="]],
	[/\bcompar(?:es?|ing|ison)\b/gi, ["===", "==", "!==", "!=", "<", ">", "<=", ">="]],
	[/\b(?:less than or equal|at most)\b/gi, ["<="]],
	[/\b(?:strictly )?less than\b(?! or equal)/gi, ["<"]],
	[/\b(?:greater than or equal|at least)\b/gi, [">="]],
	[/\b(?:strictly )?greater than\b(?! or equal)/gi, [">"]],
	[/\boff[- ]by[- ]one\b/gi, ["<=", "<", ">=", ">", "+ 1", "- 1"]],
	[/\blogical and\b/gi, ["&&", "and"]],
	[/\blogical or\b/gi, ["||", "or"]],
	[/\bnull(?:ish)? (?:check|guard)\b/gi, ["null", "undefined", "?.", "??", "None", "nil"]],
	[/\bnullish coalescing\b/gi, ["??"]],
	[/\boptional chaining\b/gi, ["?."]],
	[/\btemplate (?:literal|string)s?\b|\binterpolat(?:ion|ed?)\b/gi, ["$ {", 'f "', "f '"]],
	[/\bf-strings?\b/gi, ['f "', "f '"]],
	[/\b(?:string )?concatenat(?:ion|ed?|es|ing)\b/gi, ["+"]],
	[/\barrow functions?\b/gi, ["=>"]],
	[/\bternary\b/gi, ["?"]],
	[/\b(?:guard|branch|condition(?:al)?)\b/gi, ["if", "else"]],
	[/\bloops?\b/gi, ["for", "while"]],
	[/\b(?:throws?|raises?|exceptions?|error)\b/gi, ["throw", "raise"]],
	[/\b(?:lists?|arrays?)\b/gi, ["[ ]"]],
	[/\b(?:dict(?:ionary|ionaries|s)?|objects?)\b/gi, ["{ }"]],
	[/\b(?:doc(?:umentation)? ?comments?|docstrings?|js ?docs?)\b/gi, ["/ **", '" " "', "' ' '", "//", "/ / /", "#"]],
	[/\bcomments?\b/gi, ["//", "#", "/ *", "/ **"]],
];

export interface Concept {
	/** As the prose writes it. */
	readonly text: string;
	/** Token sequences, any of which is what is meant. */
	readonly sequences: readonly (readonly string[])[];
}

/** The pieces of syntax that `prose` calls by name. */
export function conceptsIn(prose: string): Concept[] {
	return names.flatMap(([pattern, written]) => {
		const sequences = written.map((sequence) => sequence.split(" "));
		return Array.from(prose.matchAll(pattern), (match) => ({ text: match[0], sequences }));
	});
}

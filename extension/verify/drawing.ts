// Several answers to one thought, drawn until one is good: what to do after each, and what to say in the end.

/** What is known of an answer that has been drawn. */
export type Verdict =
	/** It gave no edit: refused, or the code as it was. */
	| { readonly kind: "unusable" }
	| {
			readonly kind: "proposed";
			/** That the edit brought. */
			readonly errors: number;
			readonly warnings: number;
			/** `none`: there is no test command, or it was of no use to run it. */
			readonly tests: "none" | "passed" | "failed";
			/** Why they count as failed, in a sentence. */
			readonly testFailure: string;
	  };

export interface Candidate {
	readonly run: string;
	readonly verdict: Verdict;
}

export type Next =
	| { readonly kind: "draw" }
	/** `run`: whose edit is to stand in the editor; undefined where none gave one. */
	| { readonly kind: "end"; readonly run: string | undefined };

/** After an answer: another one, or the end. `max`: answers in all. */
export function nextOf(candidates: readonly Candidate[], max: number): Next {
	const last = candidates.at(-1);
	if (last && isGood(last.verdict)) {
		return { kind: "end", run: last.run };
	}
	return candidates.length < max ? { kind: "draw" } : { kind: "end", run: bestOf(candidates) };
}

/** The edit with the least wrong, the earlier one of equals. */
export function bestOf(candidates: readonly Candidate[]): string | undefined {
	return candidates
		.filter(({ verdict }) => verdict.kind === "proposed")
		.toSorted((a, b) => cost(a.verdict) - cost(b.verdict))
		.at(0)?.run;
}

/** Such as "Answer 2 of 3: the first brought 2 new problems."; empty where only one was drawn. */
export function noteOf(candidates: readonly Candidate[], chosen: string, max: number): string {
	const place = candidates.findIndex(({ run }) => run === chosen);
	const verdict = candidates[place]?.verdict;
	if (candidates.length < 2 || !verdict) {
		return "";
	}
	const head = `Answer ${place + 1} of ${max}`;
	if (!isGood(verdict)) {
		return `${head}: none is without problems, this one has the fewest.`;
	}
	const others = candidates.slice(0, place).map((it, i) => `the ${ordinals[i] ?? `${i + 1}th`} ${flawOf(it.verdict)}`);
	return `${head}: ${others.join(", ")}.`;
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"];

function isGood(verdict: Verdict): boolean {
	return verdict.kind === "proposed" && verdict.errors === 0 && verdict.tests !== "failed";
}

/** Any error weighs more than failing tests, which were not even run then; warnings decide among equals. */
function cost(verdict: Verdict): number {
	return verdict.kind === "unusable"
		? Number.POSITIVE_INFINITY
		: verdict.errors * 1000 + (verdict.tests === "failed" ? 500 : 0) + Math.min(verdict.warnings, 499);
}

function flawOf(verdict: Verdict): string {
	if (verdict.kind === "unusable") {
		return "could not be used";
	}
	const count = verdict.errors === 1 ? "1 new problem" : `${verdict.errors} new problems`;
	return verdict.errors > 0 ? `brought ${count}` : "failed the tests";
}

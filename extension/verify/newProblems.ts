// Which of the problems that language servers report an edit brought, told from what they reported before it.
import type { LineRange } from "../run/trackedRange";

export interface Problem {
	readonly uri: string;
	/** Zero-based; its first one. */
	readonly line: number;
	readonly severity: "error" | "warning";
	readonly message: string;
	/** Such as `2304`; empty where there is none. */
	readonly code: string;
	/** Who reports it, such as `ts`; empty where it is not said. */
	readonly source: string;
}

/** A problem from before the edit, and the lines it may be on by now. */
export interface KnownProblem {
	readonly problem: Problem;
	readonly lines: LineRange;
}

/** What is reported now and was not before: each known problem accounts for one of its kind on its lines. */
export function newProblems<T extends Problem>(before: readonly KnownProblem[], after: readonly T[]): readonly T[] {
	// From the top down, each takes the known one whose lines end first: that leaves most for those below it.
	const left = before.toSorted((a, b) => a.lines.end - b.lines.end);
	const known = new Set<T>();
	for (const problem of after.toSorted((a, b) => a.line - b.line)) {
		const found = left.findIndex((it) => accountsFor(it, problem));
		if (found >= 0) {
			left.splice(found, 1);
			known.add(problem);
		}
	}
	return after.filter((it) => !known.has(it));
}

function accountsFor({ problem, lines }: KnownProblem, now: Problem): boolean {
	return lines.start <= now.line && now.line <= lines.end && kindOf(problem) === kindOf(now);
}

function kindOf({ uri, severity, message, code, source }: Problem): string {
	return JSON.stringify([uri, severity, message, code, source]);
}

import { createHash } from "node:crypto";
import type { Problem } from "./problem";

/** Problems to be solved; hidden tests can be large, so each is loaded when it is its turn. */
export interface ProblemSet {
	/** Name of the file; empty for the project's own. */
	readonly file: string;
	/** Of the problems' texts and their order. */
	readonly fingerprint: string;
	readonly count: number;
	/** Throws `ProblemError` where the file has changed since. */
	load(index: number): Promise<Problem>;
}

/** A few problems that are all in memory. */
export function problemSet(file: string, problems: readonly Problem[]): ProblemSet {
	return {
		file,
		fingerprint: fingerprintOf(problems),
		count: problems.length,
		load: async (index) => {
			const problem = problems[index];
			if (!problem) throw new RangeError(`There is no problem ${index}.`);
			return problem;
		},
	};
}

/** Tells these problems from any others. */
export function fingerprintOf(problems: Iterable<Pick<Problem, "content" | "id">>): string {
	const hash = createHash("sha256");
	for (const { content, id } of problems) hash.update(JSON.stringify([id, content]));
	return hash.digest("hex").slice(0, 16);
}

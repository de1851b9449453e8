import { parseProblem } from "./problemFormat";
import { type ProblemSet, problemSet } from "./problemSet";
import lines from "./problems.jsonl";

/** The problems that come with the project. */
export function ownProblems(): ProblemSet {
	const problems = lines
		.trim()
		.split("\n")
		.map((line) => parseProblem(JSON.parse(line)));
	return problemSet("", problems);
}

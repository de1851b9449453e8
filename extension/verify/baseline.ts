import type { ContentChange } from "../proposal/lineSplice";
import { lineChange, shiftLines } from "../run/trackedRange";
import type { KnownProblem, Problem } from "./newProblems";

/** The problems that were there before an edit, moved along as their documents are edited. */
export class Baseline {
	#known: readonly KnownProblem[];

	constructor(problems: readonly Problem[]) {
		this.#known = problems.map((problem) => ({ problem, lines: { start: problem.line, end: problem.line } }));
	}

	get known(): readonly KnownProblem[] {
		return this.#known;
	}

	/** The same for another edit of the same text. */
	copy(): Baseline {
		const copied = new Baseline([]);
		copied.#known = this.#known;
		return copied;
	}

	/** What it knows of a document, as if nothing had been edited in it since. */
	reset(uri: string, problems: readonly Problem[]): void {
		this.#known = [...this.#known.filter(({ problem }) => problem.uri !== uri), ...new Baseline(problems).known];
	}

	/** A document was edited. */
	change(uri: string, changes: readonly ContentChange[]): void {
		this.#known = this.#known.map(({ problem, lines }) =>
			problem.uri === uri ? { problem, lines: changes.map(lineChange).reduce(shiftLines, lines) } : { problem, lines },
		);
	}
}

/** A programming problem with its tests. */
export interface Problem {
	readonly id: string;
	readonly title: string;
	/** As the file says, such as `easy`; empty where it does not. */
	readonly difficulty: string;
	/** The text that the model is shown. */
	readonly content: string;
	/** What the solution begins with; empty where it is a whole program. */
	readonly starterCode: string;
	/** Function that is called with the input's lines as arguments, in JSON; null: a program that reads standard input. */
	readonly functionName: string | null;
	/** Public ones first. */
	readonly tests: readonly ProblemTest[];
}

export interface ProblemTest {
	readonly input: string;
	/** What is expected. It never enters the process that runs the code. */
	readonly output: string;
}

/** Why a file or a part of it cannot be used, in a sentence for the user that says what to do. */
export class ProblemError extends Error {
	override readonly name = "ProblemError";
}

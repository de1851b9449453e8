import type { Problem } from "./problem";

/** What an answer begins with where the model did not end its thought by itself. */
export const answerFence = "```python\n";

/** The user's turn that has a model solve a problem. */
export function problemPrompt({ content, functionName, starterCode }: Problem): string {
	const isProgram = functionName === null;
	return [
		"Solve this programming problem in Python 3.",
		content.trim(),
		...(starterCode.trim() === "" ? [] : [`Begin with this code:\n${answerFence}${starterCode.trimEnd()}\n\`\`\``]),
		isProgram
			? "The program reads all of its input from standard input, and prints the answer and nothing else to standard output."
			: `The tests call \`${functionName}\`, and look at what it returns.`,
		"Reply with one python block that holds the whole solution.",
	].join("\n\n");
}

/** Functions of some 20 tokens each: together they make a prompt such as an edit of a longer function has. */
const functions = 14;

/** A prompt for measuring, some hundred tokens long. What is unique stands first, so that no cache has any of it. */
export function speedPrompt(unique: string): string {
	const code = Array.from(
		{ length: functions },
		(_, index) => `def step${index}(value):\n    return value * ${index + 2} + ${(index * 7) % 13}\n`,
	);
	return `Sample ${unique}.\n\n\`\`\`python\n${code.join("\n")}\`\`\`\n\nWhat does step3(step1(2)) return? Reply with the number.`;
}

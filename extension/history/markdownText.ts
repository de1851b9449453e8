// Text of others inside a Markdown document, so that it stays inside.

/** A code block, its fence longer than any that the code holds. */
export function fenced(code: string, language: string): string {
	const fence = "`".repeat(Math.max(3, longestRun(code) + 1));
	// What follows a fence may hold no backtick.
	return `${fence}${language.replace(/[^\w+#.-]/g, "")}\n${code}\n${fence}`;
}

export function inlineCode(text: string): string {
	const line = text.replace(/\s+/g, " ");
	const fence = "`".repeat(longestRun(line) + 1);
	const pad = /^`|`$/.test(line) ? " " : "";
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** Markdown of its own: whatever it leaves open ends with the quotation. */
export function quoted(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map((line) => `> ${line}`.trimEnd())
		.join("\n");
}

function longestRun(text: string): number {
	return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

// Cuts one declaration out of a file.

/** Longer ones would push everything else out of the prompt. */
export const maxDeclarationLines = 40;

/**
 * The last line of the declaration that begins at a line, told from the indentation: what is deeper belongs to it, and
 * the line that closes it.
 */
export function declarationEnd(lines: readonly string[], start: number): number {
	const base = indentation(lines[start] ?? "");
	let end = start;
	for (const [index, text] of lines.entries()) {
		if (index <= start || text.trim() === "") {
			continue;
		}
		const isDeeper = indentation(text) > base;
		if (!isDeeper && !(indentation(text) === base && isBracket(text))) {
			break;
		}
		end = index;
		if (!isDeeper && closes(text)) {
			break;
		}
	}
	return end;
}

/** The lines without the indentation that they share. */
export function outdented(lines: readonly string[]): string {
	const widths = lines.filter((line) => line.trim() !== "").map(indentation);
	const shared = Math.min(...widths, Number.MAX_SAFE_INTEGER);
	return lines.map((line) => line.slice(Math.min(shared, indentation(line)))).join("\n");
}

/** The signature that a hover shows: its first block of code. */
export function signatureOf(hover: string): string | undefined {
	return /```[^\n]*\n([\s\S]*?)\n?```/.exec(hover)?.[1]?.trim() || undefined;
}

function isBracket(line: string): boolean {
	return /^\s*([)\]}]|\{\s*$|end\b)/.test(line);
}

/** `): string {` closes the parameters and opens the body: more follows. */
function closes(line: string): boolean {
	return !/[{([:]\s*$/.test(line);
}

function indentation(line: string): number {
	return line.length - line.trimStart().length;
}

import type { Hunk, Link, Tie } from "../protocol/run";
import { type Paint, printable } from "./terminal";

export interface Proposal {
	/** As shown. */
	readonly path: string;
	/** Of the document before the edit. */
	readonly lines: readonly string[];
	readonly hunks: readonly Hunk[];
	readonly links: readonly Link[];
}

/** Unchanged lines shown on either side of a hunk. */
const contextLines = 2;

/** A diff, each of its hunks with the step that it goes back to. */
export function formatProposal({ path, lines, hunks, links }: Proposal, paint: Paint): string {
	const lastLine = lines.findLastIndex((line) => line !== "");
	return hunks
		.map((hunk) => {
			const end = hunk.oldStart + hunk.oldLines.length;
			const before = lines.slice(Math.max(0, hunk.oldStart - contextLines), hunk.oldStart);
			const after = lines.slice(end, Math.min(end + contextLines, lastLine + 1));
			return [
				paint("bold", `${path}:${hunk.oldStart + 1}`),
				...before.map((line) => `  ${printable(line)}`),
				...hunk.oldLines.map((line) => paint("red", `- ${printable(line)}`)),
				...hunk.newLines.map((line) => paint("green", `+ ${printable(line)}`)),
				...after.map((line) => `  ${printable(line)}`),
				`  ${paint("cyan", "why:")} ${reason(links.filter((link) => link.hunk === hunk.index))}`,
				"",
			].join("\n");
		})
		.join("\n");
}

/** The steps that a hunk goes back to, strongest first. */
function reason(links: readonly Link[]): string {
	if (links.length === 0) return "no step speaks of it";
	const [strongest, ...others] = links.toSorted((one, other) => other.strength - one.strength);
	const first = strongest ? [linkText(strongest)] : [];
	const cited = others.filter((link) => link.kind === "cited").map(linkText);
	return [...first, ...cited].slice(0, 2).join("; ");
}

function linkText({ kind, step, ties }: Link): string {
	const name = `step ${step + 1}`;
	if (kind === "inferred" || ties.length === 0) return `${name}, the nearest by content`;
	return `${name}, it names ${ties.slice(0, 3).map(named).join(", ")}`;
}

/** The model counts lines from the first one it was shown, not as the file does. */
function named({ inStep, inCode }: Tie): string {
	if (inCode === "") return `${printable(inStep)} of the code it was shown`;
	return inStep === inCode ? `\`${printable(inCode)}\`` : `${printable(inStep)} (\`${printable(inCode)}\`)`;
}

/** Takes the code out of an answer. */
import { tagFit } from "../prompt/language";
import type { Refusal } from "../protocol/run";
import type { Answer } from "../reasoning/splitter";
import { type FencedBlock, fencedBlocks } from "./fences";
import { isBlank, splitLines } from "./lines";

export type CodeBlock =
	| { readonly kind: "code"; readonly code: string }
	| { readonly kind: "refused"; readonly reason: Refusal; readonly message: string };

/** Two blocks that cover this much as much of the original are alike in it; then the first is the model's choice. */
const coverageMargin = 0.15;
const leadWeight = 0.3;

/**
 * The block that holds the new version of `original`. Of several in the document's language it is the one that covers
 * most of the original's names: the whole code, rather than a piece of it or an example of its use. Of those that do
 * so about equally the one that is announced as new, else the first. A copy of the original counts only if there is
 * nothing else. A block that is not closed means that the answer was cut off: then nothing is taken.
 */
export function findCodeBlock(answer: Answer, languageId: string, original = ""): CodeBlock {
	return pick(answer, languageId, (blocks) => {
		const changed = blocks.filter((block) => squeeze(block.lines) !== squeeze(splitLines(original)));
		return best(
			changed.length > 0 ? changed : blocks,
			(block) => coverage(block, original) + leadWeight * leadSign(block),
		);
	});
}

/** The block that holds tests: the first that looks like some, else the first that is not the tested code itself. */
export function findTestBlock(answer: Answer, languageId: string, original: string): CodeBlock {
	return pick(answer, languageId, (blocks) => {
		const others = blocks.filter((block) => squeeze(block.lines) !== squeeze(splitLines(original)));
		return others.find((block) => block.lines.some((line) => testPattern.test(line))) ?? others[0] ?? blocks[0];
	});
}

const testPattern = new RegExp(
	[
		/\b(?:describe|it|test|suite|expect)\(/,
		/\bassert|\bdef test_|\bfunc Test|\bTestCase\b|\bTEST(?:_F|_P)?\(/,
		/@Test\b|@test\b|#\[(?:\w+::)?test\]|\[(?:Fact|Test|TestMethod)\b/,
	]
		.map((pattern) => pattern.source)
		.join("|"),
);

function pick(
	answer: Answer,
	languageId: string,
	choose: (blocks: readonly FencedBlock[]) => FencedBlock | undefined,
): CodeBlock {
	if (isBlank(answer))
		return refuse("noAnswer", "The model ended without an answer. Run it again: another seed may do better.");
	const filled = fencedBlocks(answer).filter((block) => !block.lines.every(isBlank));
	const fitting = withBestTag(filled, languageId);
	if (fitting.some((block) => !block.isClosed)) {
		return refuse("unclosed", "The answer breaks off in the middle of the code. Run it again, or select less code.");
	}
	const block = choose(fitting);
	if (block) return { kind: "code", code: block.lines.join("\n") };
	if (filled.some((block) => isPatch(block))) {
		return refuse(
			"noCode",
			"The answer holds a patch instead of the complete code. Run it again: another seed may do better.",
		);
	}
	return refuse("noCode", "The answer holds no block of code. Run it again, or say in an instruction what to change.");
}

/** Blocks in the document's language or a kindred one; where there are none, a single block in another, as models mislabel. */
function withBestTag(blocks: readonly FencedBlock[], languageId: string): FencedBlock[] {
	const fits = blocks.map((block) => tagFit(block.tag, languageId));
	const fitting = blocks.filter((_, at) => fits[at] !== "none");
	if (fitting.length > 0) return fitting;
	return blocks.length === 1 ? blocks.filter((block) => !isPatch(block) && !isTerminal(block)) : [];
}

function isPatch({ tag }: FencedBlock): boolean {
	return /^(?:diff|patch|udiff)$/i.test(tag);
}

function isTerminal({ tag }: FencedBlock): boolean {
	return /^(?:bash|sh|shell|zsh|console|terminal|shell-session|output|cmd|powershell)$/i.test(tag);
}

function best(blocks: readonly FencedBlock[], score: (block: FencedBlock) => number): FencedBlock | undefined {
	return blocks.reduce<FencedBlock | undefined>(
		(winner, block) => (!winner || score(block) > score(winner) + coverageMargin ? block : winner),
		undefined,
	);
}

/** Share of the original's distinct names that the block has. */
function coverage(block: FencedBlock, original: string): number {
	const wanted = names(original);
	if (wanted.size === 0) return 0;
	const had = names(block.lines.join("\n"));
	return [...wanted].filter((name) => had.has(name)).length / wanted.size;
}

function names(code: string): Set<string> {
	return new Set(code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}

/** What the line before a block says of it: 1 new code, -1 the old or an example, 0 neither. */
function leadSign({ lead }: FencedBlock): number {
	if (
		/\b(?:original|old|existing|current|before|buggy|incorrect|wrong|usage|example|output|instead of|run|install)\b/i.test(
			lead,
		)
	)
		return -1;
	if (
		/\b(?:fixed|corrected|updated|new|complete|final|full|refactored|revised|improved|rewritten|documented|after|becomes)\b/i.test(
			lead,
		)
	)
		return 1;
	return 0;
}

function squeeze(lines: readonly string[]): string {
	return lines.join("\n").replace(/\s+/g, "");
}

function refuse(reason: Refusal, message: string): CodeBlock {
	return { kind: "refused", reason, message };
}

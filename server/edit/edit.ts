/** From a finished answer to what the run results in. Only an `Answer` gets in here; a thought is another type. */
import type { Range } from "vscode-languageserver-protocol";
import { cursorMark } from "../prompt/cursorMark";
import type { RunResult, Step } from "../protocol/run";
import { linkHunks } from "../reasoning/links";
import type { Answer } from "../reasoning/splitter";
import { checkCode } from "./check";
import { type CodeBlock, findCodeBlock, findTestBlock } from "./codeBlock";
import { fitToDocument, fitToNewFile } from "./fit";
import { makeHunks } from "./hunks";
import { findInsertion } from "./insertion";
import { splitLines } from "./lines";
import { testFileNames } from "./testFile";

interface AnswerInput {
	readonly answer: Answer;
	/** Special tokens that the model wrote where none belongs. */
	readonly strayTokens: number;
	/** The code that the prompt showed, as the document has it. */
	readonly original: string;
	readonly languageId: string;
	/** The document's line ending. */
	readonly eol: string;
	readonly prompt: string;
}

export interface EditInput extends AnswerInput {
	/** Of `original` in the document: whole lines. */
	readonly range: Range;
	readonly steps: readonly Step[];
}

export interface InsertionInput extends EditInput {
	/** Offset into `original`. */
	readonly cursor: number;
}

export interface TestsInput extends AnswerInput {
	/** Of the document that is tested. */
	readonly uri: string;
}

type Refused = Extract<RunResult, { kind: "refused" }>;

/** The edit that an answer proposes, with its hunks and the steps they go back to. */
export function editFromAnswer(input: EditInput): RunResult {
	const { original, eol } = input;
	const block = checkedCode(input, findCodeBlock(input.answer, input.languageId, original));
	return block.kind === "refused" ? block : editTo(fitToDocument(block.code, original, eol), input);
}

/** The edit that puts in at the cursor what an answer has there; what it changes elsewhere is not taken. */
export function insertionFromAnswer(input: InsertionInput): RunResult {
	const { cursor, eol, original } = input;
	const block = checkedCode(input, findCodeBlock(input.answer, input.languageId, original));
	if (block.kind === "refused") return block;
	const place = {
		before: withLineFeeds(original.slice(0, cursor)),
		after: withLineFeeds(original.slice(cursor)),
		mark: cursorMark(original),
	};
	const found = findInsertion(block.code, place);
	if (found.kind === "insertion") return editTo(splitLines(found.code).join(eol), input);
	return found.kind === "nothing" ? { kind: "unchanged" } : elsewhere;
}

function withLineFeeds(text: string): string {
	return splitLines(text).join("\n");
}

const elsewhere: Refused = {
	kind: "refused",
	reason: "elsewhere",
	message:
		"The model changed code away from the cursor, so that nothing was put in. Ask for another answer, or use Edit.",
};

function editTo(newText: string, { original, range, steps }: EditInput): RunResult {
	const firstLine = range.start.line;
	const hunks = makeHunks(original, newText, firstLine);
	if (hunks.length === 0) return { kind: "unchanged" };
	const links = linkHunks(hunks, steps, { firstLine, lines: splitLines(original) });
	return { kind: "edit", edit: { range, newText }, hunks, links };
}

/** The test file that an answer proposes, under the best name; the caller looks for one that is free. */
export function testsFromAnswer(input: TestsInput): RunResult {
	const { uri, languageId, eol } = input;
	const block = checkedCode(input, findTestBlock(input.answer, languageId, input.original));
	if (block.kind === "refused") return block;
	const [name = "test"] = testFileNames(uri, languageId);
	return { kind: "newFile", name, languageId, text: fitToNewFile(block.code, eol) };
}

function checkedCode(input: AnswerInput, block: CodeBlock): CodeBlock | Refused {
	if (input.strayTokens > 0) {
		const message = "The model lost its turn format in this answer. Run it again: another seed may do better.";
		return { kind: "refused", reason: "controlToken", message };
	}
	if (block.kind === "refused") return block;
	const fault = checkCode(block.code, input.original, input.prompt);
	return fault ? { kind: "refused", ...fault } : block;
}

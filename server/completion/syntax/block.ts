/** The block that a cursor is in: whether it begins there, and where it ends in what is written on from there. */
import { isBlank } from "../../edit/lines";
import { lineAfter, lineBefore, type Place } from "../place";
import type { BlockSyntax } from "./blockSyntax";
import { isOpening } from "./scan";
import {
	closesOpen,
	columns,
	countStranded,
	isAllCode,
	type OpenBracket,
	type Surroundings,
	surroundingsOf,
	take,
} from "./surroundings";
import type { TextLine } from "./textLines";

/** The line that opens a block. */
export interface Opener {
	/** Without the comment at its end. */
	readonly code: string;
	/** Columns. */
	readonly indent: number;
}

/** The line that opens the block which the cursor is at the beginning of: its own, or one above with nothing but comments between. */
export function openerAt(place: Place): Opener | undefined {
	const { isProse, syntax, atCursor, codeAbove, region } = surroundingsOf(place);
	if (isProse || region !== "code") return undefined;
	const typed = lineBefore(place);
	const line = isBlank(typed) ? codeAbove : { full: typed, code: typed.trimEnd() };
	if (!line || !opens(line.code, syntax)) return undefined;
	// Within brackets a colon is a key's or a slice's.
	if (syntax.isIndented && line.code.endsWith(":") && atCursor.length > 0) return undefined;
	const indent = columns(line.full);
	if (isBlank(typed) && !isBodyEmpty(place, indent)) return undefined;
	return { code: line.code, indent };
}

function opens(code: string, syntax: BlockSyntax): boolean {
	if (syntax.opener.test(code)) return true;
	const element = syntax.hasTags ? elementOpener.exec(code) : null;
	return element !== null && !emptyElements.has((element[1] ?? "").toLowerCase());
}

/** No type's argument, as in `Map<Key>`, and nothing that is closed already. The last line of a tag may be its mark alone. */
const elementOpener = /(?:(?<![\w)])<([A-Za-z][\w.:-]*)?(?:\s(?:[^<>]|=>)*)?(?<!\/)|^\s*)>$/;
const emptyElements = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** Whether the first line below that is not blank is out of the block. */
function isBodyEmpty(place: Place, indent: number): boolean {
	const below = linesBelow(place).find((line) => !isBlank(line));
	if (below === undefined || columns(below) < indent) return true;
	return columns(below) === indent && !isListItem(below, surroundingsOf(place).syntax);
}

function linesBelow(place: Place): string[] {
	return place.after.slice(lineAfter(place).length + 1).split("\n");
}

/**
 * Reads the lines of a completion one after the other and says where the block ends that the cursor is in: before a line
 * that is indented less, or with the bracket or the word that closes it, unless the document has that already.
 */
export class BlockReader {
	readonly #place: Place;
	readonly #surroundings: Surroundings;
	readonly #opener: Opener | undefined;
	readonly #stack: OpenBracket[];
	/** How many brackets are open in the block but for those that the completion opens. */
	#base = 0;
	/** Columns; a line that is indented less is out of the block. */
	#least: number | undefined;
	#isClosed = false;
	/** Where the last line that is not blank ended. */
	#filledEnd = 0;

	constructor(place: Place, opener: Opener | undefined) {
		this.#place = place;
		this.#opener = opener;
		this.#surroundings = surroundingsOf(place);
		this.#stack = [...this.#surroundings.open];
		this.#least = opener ? opener.indent + 1 : leastIndent(place, this.#surroundings);
	}

	/** Whether all brackets are closed that the completion has opened. */
	get isBalanced(): boolean {
		return this.#stack.length <= this.#base;
	}

	/** Where the block ends, if it does so in this line or before it. */
	read(line: TextLine): number | undefined {
		const end = this.#dedentEnd(line) ?? this.#bracketEnd(line);
		if (!isBlank(line.full)) this.#filledEnd = filledEnd(line);
		return end;
	}

	#dedentEnd(line: TextLine): number | undefined {
		const { full } = line;
		const isContinued = line.start === 0 && !isBlank(lineBefore(this.#place));
		if (isContinued || isBlank(full) || line.startRegion !== "code" || !this.isBalancedBefore(line)) return undefined;
		const indent = columns(full);
		this.#least ??= indent;
		if (indent >= this.#least || /^\s*[)\]}]/.test(full) || directive.test(full)) return undefined;
		if (indent === this.#least - 1 && this.#isAtMargin(full)) return undefined;
		const isOwn = !this.#opener || indent === this.#opener.indent;
		return isOwn && this.#closes(full) ? filledEnd(line) : this.#filledEnd;
	}

	/** Whether it is a line of the block though it is no deeper than what opens that. */
	#isAtMargin(full: string): boolean {
		const code = this.#opener?.code ?? "";
		if (label.test(full)) return !label.test(code);
		if (isListItem(full, this.#surroundings.syntax)) return !isListItem(code, this.#surroundings.syntax);
		return /\bin$/.test(code) && casePattern.test(full);
	}

	isBalancedBefore({ start }: TextLine): boolean {
		return start === 0 || this.isBalanced;
	}

	/** Whether the line is the word or the tag that closes the block, and the document has none. */
	#closes(full: string): boolean {
		const word = closingWord(full, this.#surroundings.syntax);
		if (!word) return false;
		const indent = columns(full);
		const below = linesBelow(this.#place).find((line) => !isBlank(line) && columns(line) <= indent);
		const isThere = below !== undefined && columns(below) === indent && below.trimStart().startsWith(word);
		return !isThere && !lineAfter(this.#place).trimStart().startsWith(word);
	}

	#bracketEnd(line: TextLine): number | undefined {
		if (line.start === 0) this.#readTyped(line);
		// A block ends before the bracket that closes it in the document, whatever follows: `} else {`.
		const isWhole = !(this.#opener && this.#beginsWithBracket(line)) && this.#leavesPartners(line);
		let closedAt: number | undefined;
		for (const { text, at } of line.brackets.filter((bracket) => bracket.at >= 0)) {
			if (isOpening(text)) {
				this.#stack.push({ text, indent: columns(line.full) });
			} else {
				if (this.isBalanced) {
					if (!isWhole && !closesOpen(this.#stack, text, this.#surroundings)) return at;
					closedAt = at + 1;
				}
				this.#stack.pop();
				this.#base = Math.min(this.#base, this.#stack.length);
			}
		}
		return this.#lineEnd(line, closedAt);
	}

	/** The brackets of the cursor's line before it. */
	#readTyped({ full, brackets }: TextLine): void {
		for (const { text } of brackets.filter(({ at }) => at < 0)) take(this.#stack, text, columns(full));
		this.#base = this.#stack.length;
	}

	/** Whether the line gives back what it takes from the text after the cursor: `a).b(` within `(…)`. */
	#leavesPartners({ full, brackets }: TextLine): boolean {
		const { closing, stranded } = this.#surroundings;
		const stack = [...this.#stack];
		const written = brackets.filter(({ at }) => at >= 0);
		const errors = written.reduce((sum, { text }) => sum + take(stack, text, columns(full)), 0);
		return errors === 0 && countStranded(stack, closing) <= stranded;
	}

	/** The rest of the line in which the block is closed belongs to it, but for what opens another: `} else {`. */
	#lineEnd(line: TextLine, closedAt: number | undefined): number | undefined {
		const isLeading = closedAt !== undefined && this.#beginsWithBracket(line);
		if (closedAt !== undefined && (isLeading || this.#opener)) this.#isClosed = true;
		if (!this.#isClosed) return undefined;
		if (this.isBalanced) return filledEnd(line);
		if (!isLeading) return undefined;
		// The document may have the end of that other block already.
		const { closing } = this.#surroundings;
		if (countStranded(this.#stack, closing) < countStranded(this.#stack.slice(0, this.#base), closing))
			return filledEnd(line);
		const marks = /^[;,]*/.exec(line.full.slice(line.full.length - (line.end - closedAt)))?.[0] ?? "";
		return closedAt + marks.length;
	}

	#beginsWithBracket({ full, start }: TextLine): boolean {
		return /^\s*[)\]}]/.test(full) && (start > 0 || isBlank(lineBefore(this.#place)));
	}
}

/** The least that a line of the block is indented by, as far as the cursor's own line and the brackets around it tell. */
function leastIndent(place: Place, { syntax, atCursor, codeAbove, lead }: Surroundings): number | undefined {
	const typed = lineBefore(place);
	const isByBrackets = !syntax.isIndented && !syntax.hasTags && !syntax.closer;
	const own = isBlank(typed) || !isAllCode(lead.modes) ? undefined : columns(typed);
	const innermost = atCursor.at(-1);
	// What the brackets say may be wrong: the line itself is in the block.
	if (innermost) return Math.min(innermost.indent + 1, own ?? columns(codeAbove?.full ?? ""));
	return isByBrackets ? 0 : own;
}

/** Of C's preprocessor: at the margin wherever they are. */
const directive = /^\s*#\s*(?:if|ifdef|ifndef|elif|else|endif|define|undef|include|pragma|region|endregion)\b/;

/** A shell's, in front of what is done then. */
const casePattern = /^\s*[^()]+\)/;

/** YAML's lists need not be indented. */
function isListItem(line: string, syntax: BlockSyntax): boolean {
	return syntax.hasLists && /^\s*-\s/.test(line);
}

/** As far out as the line that opens their block: Go's cases, C++'s access. */
const label = /^\s*(?:case\b.*|default\s*|public|protected|private|signals):/;

function closingWord(line: string, syntax: BlockSyntax): string | undefined {
	const text = line.trimStart();
	return syntax.closer?.exec(text)?.[0] ?? (syntax.hasTags ? /^<\/[\w.:-]*>/.exec(text)?.[0] : undefined);
}

/** Where the line ends in the completion without white space at its end. */
export function filledEnd({ full, start, end }: TextLine): number {
	return Math.max(start, end - (full.length - full.trimEnd().length));
}

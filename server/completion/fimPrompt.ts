/** The prompt for a model that fills in the middle, up to where what is typed is appended. */
import { decoded } from "../edit/uri";
import { oneLine } from "../prompt/prompt";
import type { RelatedCode } from "../protocol/runs";
import type { FimFamily } from "./families";
import type { Frame } from "./frame";
import type { PromptPart } from "./promptPart";
import { lineCommentMark } from "./syntax/notation/notationOf";

/**
 * What stays the same the longest comes first: related code before the file. It ends in the token of the middle or, where a
 * family goes on from the prefix, in the text before the cursor.
 */
export function fimPrompt(family: FimFamily, frame: Frame): readonly PromptPart[] {
	const opening = [...filesBefore(family, frame), special(family.tokens.prefix), ...fileStart(family, frame)];
	const prefix = [...opening, text(frame.before)];
	const suffix = [special(family.tokens.suffix), text(frame.after)];
	const parts = family.order === "psm" ? [...prefix, ...suffix, special(family.tokens.middle)] : [...suffix, ...prefix];
	return joined(parts);
}

/** What stands before the token of the prefix. */
function filesBefore({ layout }: FimFamily, frame: Frame): PromptPart[] {
	if (layout.kind === "repository") {
		const { repository, separator, path } = layout;
		// The tokenizers differ in whether a line ends before a separator.
		const lineEnd = path === "beforePrefix" ? "\n" : "";
		return [
			special(repository),
			text(`${repositoryName(frame)}${lineEnd}`),
			...frame.related.flatMap((piece) => [special(separator), text(`${pathed(piece)}${lineEnd}`)]),
			special(separator),
			...(path === "beforePrefix" ? [text(`${oneLine(frame.path)}\n`)] : []),
		];
	}
	if (layout.kind === "files") {
		const before = frame.related.flatMap((piece) => [text(`${pathed(piece)}\n`), special(layout.separator)]);
		return [...before, text(`${oneLine(frame.path)}\n`)];
	}
	return [];
}

/** What stands between the token of the prefix and the text before the cursor. */
function fileStart({ layout, hasLeadingSpace }: FimFamily, frame: Frame): PromptPart[] {
	const start = layout.kind === "repository" && layout.path === "afterPrefix" ? `${oneLine(frame.path)}\n` : "";
	return [text(hasLeadingSpace ? " " : ""), text(start), text(textBefore(layout.kind, frame))];
}

function textBefore(kind: FimFamily["layout"]["kind"], { path, languageId, related }: Frame): string {
	switch (kind) {
		case "headers":
			return withHeaders(related, path, (it) => `+++++ ${it}\n`);
		case "paths":
			// As in the makers' example, also where that is no comment.
			return withHeaders(related, path, (it) => `${lineCommentMark(languageId) ?? "#"} ${it}\n`);
		case "comments":
			return commented(related, lineCommentMark(languageId));
		case "repository":
		case "files":
			return "";
	}
}

function withHeaders(related: readonly RelatedCode[], path: string, header: (path: string) => string): string {
	const pieces = related.map((piece) => `${header(oneLine(piece.path))}${piece.code}\n\n`);
	return `${pieces.join("")}${header(oneLine(path))}`;
}

/** In a language without line comments there is no such code. */
function commented(related: readonly RelatedCode[], mark: string | undefined): string {
	if (mark === undefined) return "";
	const lines = related.flatMap((piece) => [`Path: ${oneLine(piece.path)}`, ...piece.code.split("\n"), ""]);
	return lines.map((line) => `${mark} ${line}`.trimEnd()).join("\n") + (lines.length > 0 ? "\n" : "");
}

function pathed({ path, code }: RelatedCode): string {
	return `${oneLine(path)}\n${code}`;
}

/** The folder that the path is relative to. */
function repositoryName({ uri, path }: Frame): string {
	const full = decoded(uri);
	const root = full.endsWith(`/${path}`) ? full.slice(0, -path.length - 1) : "";
	return oneLine(/[^/:]+$/.exec(root)?.[0] ?? "") || "project";
}

function special(token: string): PromptPart {
	return { kind: "special", text: token };
}

function text(content: string): PromptPart {
	return { kind: "text", text: content };
}

/** With no empty texts and no two in a row: tokens may reach over where one was put together. */
function joined(parts: readonly PromptPart[]): PromptPart[] {
	const result: PromptPart[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (part.kind === "text" && last?.kind === "text") result[result.length - 1] = text(last.text + part.text);
		else if (part.kind === "special" || part.text !== "") result.push(part);
	}
	return result;
}

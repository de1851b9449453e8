/** Inline completions as an editor asks a server for them. */
import assert from "node:assert/strict";
import {
	type InlineCompletionItem,
	InlineCompletionRequest,
	InlineCompletionTriggerKind,
	LogTraceNotification,
	type Position,
	SetTraceNotification,
} from "vscode-languageserver-protocol/node";
import type { CompletionCounters } from "../../server/protocol/completion";
import type { TestServer } from "./connect";

export const { Automatic, Invoked } = InlineCompletionTriggerKind;

/** A function that lacks the end of its last statement, where the cursor is. */
export const sum = [
	"export function addPoints(points: number[]): number {",
	"  let total = 0;",
	"  for (let i = 0; i < points.length; i++) {",
	"    total += points[i];",
	"  }",
	"  return tot│",
	"}",
	"",
].join("\n");

interface Marked {
	readonly text: string;
	readonly position: Position;
}

export function marked(code: string): Marked {
	const [before = "", after = ""] = code.split("│");
	const lines = before.split(/\r?\n/);
	return { text: before + after, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
}

interface AskOptions {
	readonly kind?: InlineCompletionTriggerKind;
	readonly selected?: string;
	readonly languageId?: string;
	readonly uri?: string;
}

export async function ask(server: TestServer, code: string, options: AskOptions = {}): Promise<InlineCompletionItem[]> {
	const { position, text } = marked(code);
	const languageId = options.languageId ?? "typescript";
	if (options.uri) await server.open(options.uri, languageId, text);
	const uri = options.uri ?? (await server.openNew(languageId, text));
	return await askAt(server, uri, position, options);
}

export async function askAt(
	server: TestServer,
	uri: string,
	position: Position,
	{ kind = Automatic, selected }: AskOptions = {},
): Promise<InlineCompletionItem[]> {
	const range = { start: { ...position, character: position.character - 3 }, end: position };
	const result = await server.connection.sendRequest(InlineCompletionRequest.type, {
		textDocument: { uri },
		position,
		context: { triggerKind: kind, ...(selected && { selectedCompletionInfo: { range, text: selected } }) },
	});
	assert.ok(result && "items" in result);
	return result.items;
}

export const textOf = (items: readonly InlineCompletionItem[]) => items.map(({ insertText }) => insertText);

export function counters(server: TestServer): CompletionCounters {
	const last = server.completionStatuses.at(-1);
	assert.ok(last, "the server has told of completions");
	return last.counters;
}

/** Hears of each prompt, as they are told to who traces the protocol with all that it holds. */
export async function tracePrompts(server: TestServer) {
	const prompts: string[] = [];
	let wake = () => {};
	const listening = server.connection.onNotification(LogTraceNotification.type, ({ message, verbose = "" }) => {
		if (!message.includes("Prompt of a completion")) return;
		prompts.push(verbose);
		wake();
	});
	await server.connection.sendNotification(SetTraceNotification.type, { value: "verbose" });
	return {
		/** The first one that holds a text: what was asked for before may still be looked ahead to. */
		next: async (text: string): Promise<string> => {
			for (;;) {
				const prompt = prompts.find((it) => it.includes(text));
				if (prompt !== undefined) return prompt;
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		},
		stop: () => listening.dispose(),
	};
}

/** The first prompt meanwhile that holds a text. */
export async function promptOf(server: TestServer, text: string, work: () => Promise<unknown>): Promise<string> {
	const trace = await tracePrompts(server);
	await work();
	const prompt = await trace.next(text);
	trace.stop();
	return prompt;
}

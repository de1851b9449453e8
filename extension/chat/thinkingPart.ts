// Thoughts in VS Code's chat: a part that newer versions have and take from every extension, though its type is no part of
// the stable API. Looked for at run time, so that nothing proposed is compiled in.
import * as vscode from "vscode";

type ThinkingPartClass = abstract new (text: string) => object;

/** Undefined where the VS Code that runs has none. */
export function thinkingPartClass(): ThinkingPartClass | undefined {
	const found: unknown = Reflect.get(vscode, "LanguageModelThinkingPart");
	return isClass(found) ? found : undefined;
}

/** A piece of a thought, for the chat to show apart from the answer; undefined where it must be left out. */
export function thinkingPart(text: string): vscode.LanguageModelResponsePart | undefined {
	const part = thinkingPartClass();
	return part && Reflect.construct(part, [text]);
}

function isClass(value: unknown): value is ThinkingPartClass {
	return typeof value === "function";
}

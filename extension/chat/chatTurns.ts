import * as vscode from "vscode";
import type { ChatTurn } from "../../server/protocol/chat";
import { thinkingPartClass } from "./thinkingPart";

/** What of a chat the model is shown: its texts alone. */
export function chatTurns(messages: readonly vscode.LanguageModelChatRequestMessage[]): readonly ChatTurn[] {
	return messages.map((message) => ({ role: roleOf(message), text: textOf(message) }));
}

/** Images, tools and thoughts are left out. */
export function textOf({ content }: vscode.LanguageModelChatRequestMessage): string {
	return content.flatMap((part) => (isText(part) ? [part.value] : [])).join("");
}

function isText(part: unknown): part is vscode.LanguageModelTextPart {
	const thinkingPart = thinkingPartClass();
	if (thinkingPart && part instanceof thinkingPart) return false;
	return part instanceof vscode.LanguageModelTextPart;
}

function roleOf({ role }: vscode.LanguageModelChatRequestMessage): ChatTurn["role"] {
	switch (role) {
		case vscode.LanguageModelChatMessageRole.Assistant:
			return "assistant";
		case vscode.LanguageModelChatMessageRole.User:
			return "user";
		default:
			// VS Code's own chat has a third role, which is no part of the stable API yet.
			return "system";
	}
}

import { type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { codeActionKinds } from "./features/codeActions";
import { actionCommand, actions } from "./protocol/action";
import { completionAcceptedCommand } from "./protocol/completion";

/** What the server tells a client that it can do. */
export const initializeResult: InitializeResult = {
	serverInfo: { name: "Rationale" },
	capabilities: {
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
		inlineCompletionProvider: true,
		codeActionProvider: { codeActionKinds },
		executeCommandProvider: {
			commands: [...actions.map(actionCommand), completionAcceptedCommand],
			workDoneProgress: true,
		},
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
	},
};

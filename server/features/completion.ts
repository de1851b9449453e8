/** Inline completions as standard LSP has them, and what clients may know beside that. */
import {
	type Connection,
	type InlineCompletionItem,
	type InlineCompletionParams,
	InlineCompletionTriggerKind,
	Range,
	type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Place } from "../completion/place";
import { refusalAt, withSelected } from "../completion/trigger";
import {
	type CompletionStatus,
	completionAcceptedCommand,
	completionStatusNotification,
	warmCompletionNotification,
} from "../protocol/completion";

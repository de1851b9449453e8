import {
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	type Connection,
	type Range,
} from "vscode-languageserver";
import { type Action, actionCommand, type ExecuteActionParams } from "../protocol/action";
import type { Respond } from "../requests";

/** Explaining changes nothing, so that none of the standard kinds fits. */
const explainKind = "rationale.explain";

export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, explainKind];

/** Only for who asks for their kind: a light bulb on every line would say nothing. */
const onRequest: readonly { readonly action: Action; readonly kind: string; readonly title: string }[] = [
	{ action: "refactor", kind: CodeActionKind.RefactorRewrite, title: "Refactor with Rationale" },
	{ action: "document", kind: CodeActionKind.RefactorRewrite, title: "Document with Rationale" },
	{ action: "explain", kind: explainKind, title: "Explain with Rationale" },
];

/** Offers actions where any LSP client shows them: Fix for each diagnostic, others for who asks. */
export function registerCodeActions(connection: Connection, respond: Respond): void {
	connection.onCodeAction((params, token) => respond("textDocument/codeAction", token, () => codeActionsFor(params)));
}

function codeActionsFor({ context, range, textDocument: { uri } }: CodeActionParams): CodeAction[] {
	const { diagnostics, only } = context;
	const isAskedFor = (kind: string) => only?.some((it) => kind === it || kind.startsWith(`${it}.`)) ?? false;
	const fixes = only === undefined || isAskedFor(CodeActionKind.QuickFix) ? diagnostics : [];
	return [
		...fixes.map((diagnostic) => {
			const selection = isSelection(range) ? range : at(diagnostic.range);
			const action = codeAction("fix", "Fix with Rationale", { uri, range: selection, diagnostics: [diagnostic] });
			return { ...action, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
		}),
		...onRequest
			.filter(({ kind }) => isAskedFor(kind))
			.map(({ action, kind, title }) => ({ ...codeAction(action, title, { uri, range }), kind })),
	];
}

function codeAction(action: Action, title: string, params: ExecuteActionParams): CodeAction {
	return { title, command: { title, command: actionCommand(action), arguments: [params] } };
}

/** Clients send the diagnostic's own range, or that of a word, where the user selected nothing. */
function isSelection({ start, end }: Range): boolean {
	return end.line > start.line;
}

/** The cursor at a diagnostic, for which the code around it is found. */
function at({ start }: Range): Range {
	return { start, end: start };
}

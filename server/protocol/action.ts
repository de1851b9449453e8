import type { Diagnostic, Range } from "vscode-languageserver-protocol";

/** What a run does with the code. `edit` takes the user's own instruction, `complete` inserts at the cursor. */
export type Action = "fix" | "refactor" | "document" | "tests" | "explain" | "edit" | "complete";

export const actions = [
	"fix",
	"refactor",
	"document",
	"tests",
	"explain",
	"edit",
	"complete",
] as const satisfies readonly Action[];

/** Command of `workspace/executeCommand` for an action; its one argument is {@link ExecuteActionParams}. */
export const actionCommand = (action: Action): string => `rationale.server.${action}`;

/** Argument of the commands that any LSP client can execute. They end in `workspace/applyEdit`. */
export interface ExecuteActionParams {
	readonly uri: string;
	/** The code, or the cursor: for `complete` its end. */
	readonly range: Range;
	/** Needed by `edit`, added to the prompt by the others. */
	readonly instruction?: string;
	readonly diagnostics?: readonly Diagnostic[];
}

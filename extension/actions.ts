// What the extension calls each action, and the command that starts it.
import type { Action } from "../server/protocol/action";

interface ActionEntry {
	readonly title: string;
	readonly command: `rationale.${string}`;
	/** Codicon. */
	readonly icon: string;
}

export const actionEntries = {
	fix: { title: "Fix", command: "rationale.fixCode", icon: "wrench" },
	refactor: { title: "Refactor", command: "rationale.refactorCode", icon: "symbol-structure" },
	document: { title: "Document", command: "rationale.documentCode", icon: "book" },
	tests: { title: "Write Tests", command: "rationale.writeTests", icon: "beaker" },
	explain: { title: "Explain", command: "rationale.explainCode", icon: "comment-discussion" },
	edit: { title: "Edit…", command: "rationale.editCode", icon: "edit" },
	complete: { title: "Complete with Reasoning", command: "rationale.completeCode", icon: "insert" },
} as const satisfies Readonly<Record<Action, ActionEntry>>;

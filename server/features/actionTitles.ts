import type { Action } from "../protocol/action";

/** What actions are called. */
export const actionTitles: Readonly<Record<Action, string>> = {
	fix: "Fix",
	refactor: "Refactor",
	document: "Document",
	tests: "Write Tests",
	explain: "Explain",
	edit: "Edit",
	complete: "Complete",
};

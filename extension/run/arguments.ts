// What a command was called with, told from unknown values: a menu passes a URI where the sidebar passes a run's id.

export function idOf(argument: unknown): string | undefined {
	return typeof argument === "string" ? argument : undefined;
}

/** A hunk, and one of the steps that it goes back to where it is named. */
export function whyOf([id, hunk, step]: readonly unknown[]) {
	const at = hunkOf([id, hunk]);
	return at && { ...at, ...(typeof step === "number" ? { step } : {}) };
}

export function hunkOf([id, hunk]: readonly unknown[]): { readonly id: string; readonly hunk: number } | undefined {
	return typeof id === "string" && typeof hunk === "number" ? { id, hunk } : undefined;
}

/** A step of a run, and the words that are to stand in its place. */
export function stepTextOf([id, step, text]: readonly unknown[]): StepText | undefined {
	return typeof id === "string" && typeof step === "number" && typeof text === "string"
		? { id, step, text }
		: undefined;
}

export interface StepText {
	readonly id: string;
	readonly step: number;
	readonly text: string;
}

export function indexOf(argument: unknown): number | undefined {
	return typeof argument === "number" ? argument : undefined;
}

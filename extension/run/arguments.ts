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

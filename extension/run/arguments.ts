// What a command was called with, told from unknown values: a menu passes a URI where the sidebar passes a run's id.

export function idOf(argument: unknown): string | undefined {
	return typeof argument === "string" ? argument : undefined;
}

export function hunkOf([id, hunk]: readonly unknown[]): { readonly id: string; readonly hunk: number } | undefined {
	return typeof id === "string" && typeof hunk === "number" ? { id, hunk } : undefined;
}

export function indexOf(argument: unknown): number | undefined {
	return typeof argument === "number" ? argument : undefined;
}

import type { RunSnapshot } from "../../server/protocol/run";

/** Goes up when the shape of a run changes: what an older version wrote is then left alone. */
const version = 1;

/** Newest first, as the list of runs is. */
export function serializeHistory(runs: readonly RunSnapshot[]): string {
	return JSON.stringify({ version, runs });
}

/** Nothing for a text that is not ours, or of another version, or was cut off while it was written. */
export function parseHistory(text: string): readonly RunSnapshot[] {
	try {
		const value: { readonly version?: unknown; readonly runs?: unknown } | null = JSON.parse(text);
		return value?.version === version && Array.isArray(value.runs) ? value.runs.filter(isRun) : [];
	} catch {
		// Not JSON: the file is written anew when a run ends.
		return [];
	}
}

/** The version says that the rest is as it was written. */
function isRun(value: unknown): value is RunSnapshot {
	return typeof value === "object" && value !== null && "id" in value && "state" in value && "steps" in value;
}

// What a user can do about a run that failed.
import type { RunFailure } from "../../server/protocol/run";

export type Remedy = "runAgain" | "selectModel" | "useServer" | "openSettings" | "restartServer" | "showLog";

export const remedyTitles = {
	runAgain: "Run Again",
	selectModel: "Select Model…",
	useServer: "Use a Server…",
	openSettings: "Open Settings",
	restartServer: "Restart Server",
	showLog: "Show Log",
} as const satisfies Readonly<Record<Remedy, string>>;

const remedies = {
	noModel: "selectModel",
	notFound: "selectModel",
	notGguf: "selectModel",
	unsupported: "selectModel",
	truncated: "selectModel",
	outOfMemory: "openSettings",
	unreachable: "runAgain",
	unauthorized: "useServer",
	notEncrypted: "useServer",
	noEngine: "showLog",
	crashed: "runAgain",
	failed: "runAgain",
	contextFull: "openSettings",
	promptTooLong: "openSettings",
} as const satisfies Readonly<Record<RunFailure, Remedy>>;

/** The one that fits, then the log. */
export function remediesFor(reason: RunFailure): readonly Remedy[] {
	const remedy = remedies[reason];
	return remedy === "showLog" ? ["showLog"] : [remedy, "showLog"];
}

import type { Settings } from "../../server/protocol/settings";

/** What becomes of ghost text on battery power. */
export type Saving = "pause" | "rarer" | "off";

export const savings = ["pause", "rarer", "off"] as const satisfies readonly Saving[];

/** What decides on an inline completion before the server is asked. */
export interface Circumstances {
	/** Asked for by the user, not by typing. */
	readonly isExplicit: boolean;
	readonly automatic: Settings["completion"]["automatic"];
	/** Whether any model is set that could serve. */
	readonly hasModel: boolean;
	/** Whether the document is a file of secrets. */
	readonly isSecret: boolean;
	readonly isFocused: boolean;
	readonly isOnBattery: boolean;
	readonly saving: Saving;
}

/** `afterPause`: once typing has paused for longer than usual. */
export type Permission = "granted" | "afterPause" | "noModel" | "denied";

/** Whoever asks gets an answer; what comes by itself has to be wanted here and now. */
export function permissionIn(circumstances: Circumstances): Permission {
	const { isExplicit, hasModel, isOnBattery, saving } = circumstances;
	if (isExplicit) {
		return hasModel ? "granted" : "noModel";
	}
	const isWanted = circumstances.automatic !== "off" && circumstances.isFocused && !circumstances.isSecret;
	if (!isWanted || !hasModel || (isOnBattery && saving === "pause")) {
		return "denied";
	}
	return isOnBattery && saving === "rarer" ? "afterPause" : "granted";
}

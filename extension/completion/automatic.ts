// When completions come by themselves: how it reads, and what turning them on or off makes of it.
import type { Settings } from "../../server/protocol/settings";

export type Automatic = Settings["completion"]["automatic"];

export const automaticValues = ["off", "code", "everywhere"] as const satisfies readonly Automatic[];

export const automaticTitles = {
	off: "Off",
	code: "On",
	everywhere: "On, in Comments Too",
} as const satisfies Readonly<Record<Automatic, string>>;

/** `lastOn` is what they were when they were turned off, as it was kept. */
export function toggled(current: Automatic, lastOn: unknown): Automatic {
	if (current !== "off") {
		return "off";
	}
	return lastOn === "everywhere" ? "everywhere" : "code";
}

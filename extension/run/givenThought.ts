import type { RunSnapshot } from "../../server/protocol/run";

/** What the user had a run begin with, and how the model went on in the same step; empty if it began by itself. */
export function givenThought({ origin, steps: [first] }: RunSnapshot): string {
	return origin.kind === "start" && first?.source === "user" ? first.text : "";
}

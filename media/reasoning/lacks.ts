/** What a model cannot do, in the words that say why a control does nothing, or why there is no thought. */
import type { ModelView, RunView } from "./protocol";

/** Why a thought cannot be steered, begun or gone on with; empty where it can. */
export function whyNoSteering({ lacks = [], server }: ModelView): string {
	if (lacks.includes("thought")) {
		return "This model does not think";
	}
	return lacks.includes("steering") ? `${server?.host ?? "This model"} has no way to steer a thought` : "";
}

/** What stands where a run's thought would; empty where there is one, or none was asked for. */
export function noThoughtNote({ state, steps, budget }: RunView, { lacks = [] }: ModelView): string {
	if (steps.length > 0 || budget === 0) {
		return "";
	}
	switch (state.kind) {
		case "answering":
		case "done":
			return "The model gave no thought before this answer.";
		case "queued":
		case "loading":
		case "reading":
			return lacks.includes("thought") ? "This model does not think: its answer comes at once." : "";
		default:
			return "";
	}
}

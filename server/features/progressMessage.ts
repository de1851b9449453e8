import type { RunState, RunStats } from "../protocol/run";

/** What a run does at the moment, in a few words; empty where it is over. */
export function progressMessage(state: RunState, stats: RunStats): string {
	switch (state.kind) {
		case "queued":
			return state.ahead === 0 ? "" : `Waiting for ${state.ahead === 1 ? "another run" : `${state.ahead} other runs`}`;
		case "loading":
			return `Loading the model ${percent(state.progress)}`;
		case "reading":
			return `Reading the prompt ${percent(state.total === 0 ? 0 : state.done / state.total)}`;
		case "thinking":
			return `Thinking, ${stats.thoughtTokens} tokens`;
		case "answering":
			return `Answering, ${stats.answerTokens} tokens`;
		default:
			return "";
	}
}

function percent(share: number): string {
	return `${Math.round(share * 100)}%`;
}

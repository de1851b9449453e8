// How inline completions read in the status bar's tooltip.
import type { CompletionCounters, CompletionState, CompletionStatus } from "../../server/protocol/completion";
import { type Automatic, automaticTitles } from "../completion/automatic";
import { percent } from "./percent";

/** Lines for the tooltip. Without a status no server runs, or it was asked for nothing yet. */
export function completionLines(automatic: Automatic, status: CompletionStatus | undefined): readonly string[] {
	const when = automaticTitles[automatic].toLowerCase();
	return [...stateLines(when, status?.state ?? { kind: "idle" }), status && countersText(status.counters)].flatMap(
		(line) => line || [],
	);
}

const ways = { fim: "fills in the middle", chat: "asked in a chat" } as const;

function stateLines(when: string, state: CompletionState): readonly string[] {
	switch (state.kind) {
		case "idle":
			return [`Completions: ${when}`];
		case "ready":
			return [`Completions: ${when} · ${state.model}, ${ways[state.way]}`, ...(state.fallback ? [state.fallback] : [])];
		case "loading":
			return [`Completions: loading ${state.name}, ${percent(state.progress)}`];
		case "paused":
			return ["Completions pause while a run thinks on this machine's few cores."];
		case "tooSlow":
			return [`${state.model} is too slow to complete code while you type: select a smaller model for completions.`];
		case "failed":
			return [`Completions: ${state.message}`];
	}
}

/** Empty before the first one is shown. */
export function countersText(counters: CompletionCounters): string {
	const { shown, accepted, medianLatency, p95Latency, promptTokens, evaluatedTokens } = counters;
	if (shown === 0) {
		return "";
	}
	const parts = [`${shown} shown, ${accepted} accepted (${percent(accepted / shown)})`];
	if (medianLatency !== null && p95Latency !== null) {
		parts.push(`${Math.round(medianLatency)} ms median, ${Math.round(p95Latency)} ms 95th`);
	}
	if (promptTokens > 0) {
		parts.push(`${percent(evaluatedTokens / promptTokens)} of the prompts' tokens evaluated`);
	}
	return parts.join(" · ");
}

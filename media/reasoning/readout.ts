/** Numbers, times and states in the words that the sidebar shows. */
import type { ActionView, HunkView, RunView, StepKind } from "./protocol";

export interface Readout {
	readonly text: string;
	/** `31 tok/s`; empty where it is not known or of no interest. */
	readonly rate: string;
	/** 0 to 1 where there is something to measure. */
	readonly progress: number | null;
	readonly tone: "waiting" | "busy" | "done" | "stopped" | "failed";
}

/** Milliseconds, counted on from the run's last statistics. */
export interface Elapsed {
	readonly thought: number;
	readonly total: number;
}

export function readRun({ state, stats, budget }: RunView, elapsed: Elapsed): Readout {
	const tokens = stats.thoughtTokens + stats.answerTokens;
	const rate = stats.tokensPerSecond > 0 ? `${countOf(stats.tokensPerSecond)} tok/s` : "";
	switch (state.kind) {
		case "queued":
			return { text: queueText(state.ahead), rate: "", progress: null, tone: "waiting" };
		case "loading":
			return { text: `Loading model ${percent(state.progress)}`, rate: "", progress: state.progress, tone: "waiting" };
		case "reading":
			return {
				text: `Reading the prompt ${countOf(state.done)} of ${tokensOf(state.total)}${reuseText(state.reused)}`,
				rate: "",
				progress: state.total > 0 ? state.done / state.total : 0,
				tone: "busy",
			};
		case "thinking":
			return {
				// Where there is a budget, the tokens are told beside its bar.
				text: join("Thinking", duration(elapsed.thought), budget === null ? tokensOf(tokens) : ""),
				rate,
				progress: null,
				tone: "busy",
			};
		case "answering":
			return { text: join("Answering", duration(elapsed.total), tokensOf(tokens)), rate, progress: null, tone: "busy" };
		case "done":
			return {
				text: join(`Done in ${duration(stats.totalTime)}`, tokensOf(tokens)),
				rate,
				progress: null,
				tone: "done",
			};
		case "stopped":
			return {
				text: join(`Stopped after ${duration(stats.totalTime)}`, tokensOf(tokens)),
				rate: "",
				progress: null,
				tone: "stopped",
			};
		case "failed":
			return { text: join("Failed", tokens > 0 ? tokensOf(tokens) : ""), rate: "", progress: null, tone: "failed" };
		default:
			return state satisfies never;
	}
}

export const actionNames = {
	fix: "Fix",
	refactor: "Refactor",
	document: "Document",
	tests: "Write Tests",
	explain: "Explain",
	edit: "Edit",
	complete: "Complete",
} as const satisfies Record<ActionView, string>;

export const stepNames = {
	plan: "Plan",
	inspect: "Inspect",
	check: "Check",
	revise: "Revise",
	decide: "Decide",
} as const satisfies Record<StepKind, string>;

/** `cart.ts:12–18`: the run's code. */
export function whereOf({ uri, range }: RunView): string {
	const [first, last] = [range.start.line + 1, range.end.line + 1];
	return `${fileName(uri)}:${first === last ? first : `${first}–${last}`}`;
}

/** `cart.ts, lines 14–16`: a hunk's new lines, or the line that its old ones stood at. */
export function hunkPlace(uri: string, line: number, hunk: HunkView): string {
	const last = line + Math.max(hunk.newLines.length, 1);
	return `${fileName(uri)}, ${last === line + 1 ? `line ${last}` : `lines ${line + 1}–${last}`}`;
}

export function fileName(uri: string): string {
	const name = uri.slice(uri.lastIndexOf("/") + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		// Not percent-encoded: as it is.
		return name;
	}
}

/** Time in whole seconds, tenths below one. */
export function duration(milliseconds: number): string {
	if (milliseconds < 950) {
		return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
	}
	const seconds = Math.round(milliseconds / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function tokensOf(count: number): string {
	return `${countOf(count)} ${count === 1 ? "token" : "tokens"}`;
}

export function changesOf(count: number): string {
	return `${count} ${count === 1 ? "change" : "changes"}`;
}

export function countOf(count: number): string {
	return Math.round(count).toLocaleString("en-US");
}

function percent(part: number): string {
	return `${Math.floor(part * 100)} %`;
}

function queueText(ahead: number): string {
	return ahead > 0 ? `Queued behind ${ahead} ${ahead === 1 ? "run" : "runs"}` : "Queued";
}

function reuseText(reused: number): string {
	return reused > 0 ? ` (reused ${countOf(reused)})` : "";
}

function join(...parts: readonly string[]): string {
	return parts.filter((part) => part !== "").join(" · ");
}

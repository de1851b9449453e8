/** The simplest run and the simplest step: a test says only what it is about. */
import type { RunSnapshot, RunStats, Step } from "../../server/protocol/run";

const start = { line: 0, character: 0 };

export const noStats: RunStats = {
	promptTokens: 0,
	reusedTokens: 0,
	thoughtTokens: 0,
	answerTokens: 0,
	thoughtTime: 0,
	totalTime: 0,
	tokensPerSecond: 0,
};

/** A run that was just asked for. */
export function snapshotOf(known: Partial<RunSnapshot> = {}): RunSnapshot {
	const id = known.id ?? "run";
	return {
		id,
		origin: { kind: "start" },
		root: id,
		date: 0,
		action: "fix",
		instruction: "",
		effort: "normal",
		budget: 1024,
		uri: "file:///cart.ts",
		languageId: "typescript",
		range: { start, end: start },
		code: "",
		prompt: "",
		model: "",
		seed: 1,
		state: { kind: "queued", ahead: 0 },
		steps: [],
		interventions: [],
		answer: "",
		stats: noStats,
		sequence: 0,
		...known,
	};
}

export function stepOf(known: Partial<Step> = {}): Step {
	return { index: 0, kind: "plan", text: "", start: 0, end: 0, tokens: 1, lines: [], source: "model", ...known };
}

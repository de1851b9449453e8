/** How much of its budget a thought has used up, and how long the rest of it lasts. */
import type { RunView } from "./protocol";
import { countOf, duration } from "./readout";

export interface BudgetReadout {
	/** 0 to 1; 1 also past the budget, in the grace that a sentence has to come to its end. */
	readonly progress: number;
	/** Tokens: `412 of 1,024`. */
	readonly used: string;
	/** At the present speed; empty while that is not known. */
	readonly timeLeft: string;
}

/** The part of a budget after which the model is led to an end. */
export const softLanding = 0.9;

/** Null where nothing is thought, or where the thought has no limit. */
export function readBudget({ state, budget, stats }: RunView): BudgetReadout | null {
	if (state.kind !== "thinking" || budget === null || budget === 0) {
		return null;
	}
	const { thoughtTokens, tokensPerSecond } = stats;
	return {
		progress: Math.min(thoughtTokens / budget, 1),
		used: `${countOf(thoughtTokens)} of ${countOf(budget)}`,
		timeLeft: tokensPerSecond > 0 ? timeLeft((budget - thoughtTokens) / tokensPerSecond) : "",
	};
}

function timeLeft(seconds: number): string {
	if (seconds < 1) {
		return "any moment";
	}
	return `about ${seconds < 60 ? duration(Math.floor(seconds) * 1000) : `${Math.round(seconds / 60)} min`} left`;
}
